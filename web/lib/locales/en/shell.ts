export const ui = {
  moveRow: "Move {{name}}",
  moveRowHint: "Drag, or use the arrow keys",
  movedRow: "{{name}} is now {{place}} of {{count}}",
  cancel: "Cancel",
  close: "Close",
  loading: "Loading",
  nothingHere: "There is nothing at this address.",
  toInbox: "Go to the inbox",
  toasts: "Short notices",
  reload: "Reload",
  tryAgain: "Try again",
  moreFailed: "More could not be loaded.",
  undo: "Undo",
};

export const time = {
  now: "now",
  minutes: "{{count}}m",
  hours: "{{count}}h",
  days: "{{count}}d",
  in: "in {{amount}}",
  late: "{{amount}} late",
};

export const live = {
  lost: "Not live right now. What you see is asked for every 20 seconds; what you write is kept.",
  customerWrote: "{{name}} wrote to you.",
};

export const troubles = {
  files:
    "Files cannot be stored: the disk may be full, or the file storage away. Mail is not accepted until there is room; senders try again by themselves, and nothing that was accepted is lost.",
  relay_one: "{{count}} event waits to be handed on. Does a process with the role worker run?",
  relay_other: "{{count}} events wait to be handed on. Does a process with the role worker run?",
};

export const shell = {
  news: "News",
  unreadCount_one: "{{count}} unread",
  unreadCount_other: "{{count}} unread",
  skip: "Skip to the content",
  areas: "Areas",
  inbox: "Inbox",
  customers: "Customers",
  board: "Board",
  tasks: "Tasks",
  settings: "Settings",
  firstSteps: "Start",
  anything: "Commands",
  search: "Search",
  askedBeside_one: "{{count}} question waits for your answer",
  askedBeside_other: "{{count}} questions wait for your answer",
  dueCount_one: "{{count}} overdue",
  dueCount_other: "{{count}} overdue",
  me: "You: {{name}}",
  presence: "Are you here?",
  iAmHere: "I am here",
  iAmAway: "I am away",
  online: "here",
  away: "away",
  theme: "Looks",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  letterKeys: "Single-letter shortcuts",
  on: "On",
  off: "Off",
  help: "Help",
  signOut: "Sign out",
};

export const settingsMenu = {
  workspace: "Workspace",
  mail: "E-mail",
  mine: "Yourself",
  screens: {
    fields: "Fields",
    topics: "Topics",
    statuses: "Statuses",
    tags: "Tags",
    templates: "Templates",
    checklists: "Checklists",
    macros: "Macros",
    inboxes: "Inboxes",
    people: "People",
    roles: "Roles",
    teams: "Teams",
    workspace: "Workspace",
    keys: "API keys",
    deliverability: "Deliverability",
    suppressed: "Suppressed addresses",
    mailIn: "What came in",
    mailOut: "What went out",
    failedWork: "Failed work",
    eventLog: "Audit log",
    notifications: "Notifications",
    account: "My account",
  },
};
