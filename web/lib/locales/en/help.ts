export const help = {
  title: "How Baton works",
  lead: "A customer's problem is a baton: somebody always holds it, and the next step is always promised. Here is the rest in five minutes.",
  contents: "On this page",
  parts: {
    holder: {
      title: "The holder",
      text: "Every conversation that is not resolved is held by one person, or by a team whose lead answers for it. The face in the bar above a conversation is the holder's.",
      more: "If it is not yours and should be, take it. The customer sees the first name of whoever holds it.",
    },
    promise: {
      title: "The promise",
      text: "What happens next, and by when. Each answer asks you for it: a later time, waiting for the customer, or resolved. Lists stand in the order of what is due next.",
      more: "A promise turns amber shortly before it falls due and red after. An overdue one is told to the lead. If you cannot keep it, promise a new time before the old one is over.",
    },
    writing: {
      title: "Writing",
      text: "Type as in Markdown: # for a heading, - for a list, **bold**, > for a quote, ` for code. Paste tables and pictures, drop files, type : for an emoji and, in a note, @ to call a colleague, who may see the conversation from then on.",
      more: "The button with the two letters shows all of it as buttons. Ctrl+K makes a link of the words you chose, Ctrl+Shift+V pastes without formatting, Ctrl+Enter sends and Escape leaves the field. Customers get your answer as rich text and as plain text.",
    },
    drafts: {
      title: "Drafts and sending later",
      text: "What you write is kept on the server a second after you pause, for you alone, and stands on all your devices; G then F lists your drafts. When somebody answers while you write, their words stand above yours, and nothing is sent before you say so.",
      more: "Ctrl+Shift+Enter lets a reply leave later. If the customer writes first it does not leave: it is your draft again. When your text says until when, Ctrl+. makes that the promise.",
    },
    handover: {
      title: "The handover",
      text: "Pass a conversation on with a brief: what the customer wants, what was tried, what was promised. Nobody has to ask the customer twice.",
      more: "You hold it until the other person accepts. If they decline, they say why and you go on. To give it to somebody at once, without asking, assign it.",
    },
    tracker: {
      title: "The tracker",
      text: "The customer's own page for their problem: who holds it, when the next word comes, and what was said. The link is in the first mail they get from us, and they can answer there.",
      more: "Notes never appear on it. You can open it, or end all its links, in the menu of the conversation.",
    },
    followUp: {
      title: "The follow-up",
      text: "A while after you resolve a conversation, the customer is asked once how it went. An unhappy answer opens it again, with the same holder and a new promise.",
      more: "When it is sent is set under Settings, Workspace.",
    },
    views: {
      title: "Views of your own",
      text: "Under More, make a view for what you look for every day: conditions, an order, columns. It is counted and stays up to date by itself, for you, for your team, or for all.",
      more: "When a field that a view asks about is removed, the view says so and shows the part to mend. A company is known by the domain its people write from; the large mail providers are nobody's company.",
    },
    search: {
      title: "Search",
      text: "G then / searches everything you may see: messages, notes, side conversations, customers and the names of files. The last word may be only begun, accents do not matter, and names are found in spite of a slip. Ask more closely with from: holder: team: status: tag: before: and others; they are offered as you type. Of side conversations the newest ten are shown; a link below them leads to all that match.",
      more: "Words in quotes are found one behind the other, -word leaves something out, or and ( ) choose. What you searched can be saved as a view. What would be found since is counted above the list and shown when you want it. Nothing that you may not see is ever found.",
    },
    many: {
      title: "Many at once",
      text: "Select with x, with Shift and the arrows or a click, or everything in a view with Ctrl+A; then assign, tag, promise, resolve and more. It is done in the background and goes on when you leave or close the page.",
      more: "Where something cannot be done you are told which conversation and why. For half an hour it can be undone.",
    },
    merging: {
      title: "One problem, one conversation",
      text: "L then M merges conversations: you see before what will be, and for 30 days it can be taken back, with its snooze and with what was being written there. A message is made a conversation of its own by the sign at its head. L then L links conversations as above, below, related or duplicate; F follows one you do not hold.",
      more: "Two entries for one customer are merged on the customer's page. Baton suggests who may be the same person, and joins by itself only addresses that are both proven and lead to one mailbox.",
    },
    beside: {
      title: "Asking beside the conversation",
      text: "d and then a asks a colleague, a team or, by e-mail, a supplier, in a thread of its own: with the messages you choose to show and a look at exactly what leaves. The customer never sees any of it. Colleagues find the question in their inbox (g and then q) or in a mail, and answer there; a supplier simply answers the mail. A later message shows messages along, too.",
      more: "Every question has a time by which the answer is expected, and somebody of yours who answers for it. What is open stands as chips above the conversation; you are told when the answer is there, late or came back. An answer after the close opens it again, and resolving asks about open ones.",
    },
    tasks: {
      title: "Snoozing, tasks and complaints",
      text: "A conversation sleeps until a time, until the customer writes, or until another one is resolved; it always comes back in time for its promise, and says why. Tasks stand beside it (d and then k): nobody named, they are the holder's; for somebody else or a team they are a promise of their own.",
      more: "When such a task is late or due too late, “At risk” stands in the bar. g and then k shows all your tasks. The handle before a task puts it elsewhere, by drag or by the arrow keys; a reply that resolves asks what becomes of open ones. Checklists are made under Settings. A complaint shows the steps it goes through, ticked by what really happened.",
    },
    details: {
      title: "Details, topics and templates",
      text: "Beside a conversation stand its topic, root cause, status, type, tags and your company's own fields: press one to change it, or use d and then t, c, s, p, y or g. Baton suggests a topic and then a root cause from what was written; the full stop takes it.",
      more: "Resolving asks for just what is needed and missing. A new conversation can be a call you note or a first message you write, and a template fills in the rest. Leads and admins set all of it up under Settings.",
    },
    macros: {
      title: "Macros and saved texts",
      text: "Type / while you write and a few letters: what you used last stands first, Enter puts it in with names and numbers filled in. What it does stands below as chips and happens when the reply is sent; take off what does not fit this time.",
      more: "Under Settings, Macros, everybody makes their own, leads those of their team, admins those for all; one text for each language, and Baton takes the customer’s. Pictures are pasted or dropped into the text.",
    },
    notices: {
      title: "Notifications",
      text: "The bell counts what concerns you and you have not seen: what is given or offered to you, mentions, customers’ answers, promises. What is answered or resolved by somebody else drops out by itself. G then N opens the list.",
      more: "Under Settings, Notifications, choose for each kind whether it also comes by push or by mail, at once or in a digest, and set quiet hours. Nothing you have seen here is sent once more.",
    },
    byMail: {
      title: "Answering by mail",
      text: "You can answer a conversation from your own mailbox: its menu shows two addresses made for you, one for replies and one for notes; a notification mail about one conversation is answered the same way. Baton believes your mail when your provider proves that it is yours (DKIM or SPF); anything else in your name is held and goes to nobody.",
      more: "Forward a customer’s mail to an inbox and it becomes that customer’s conversation; what you wrote above it is a note for colleagues.",
    },
    live: {
      title: "The live board",
      text: "Leads see under Board, Live board whom we keep waiting longest, what is at risk and what is overdue, and how much each of their people carries and whether they are here. It keeps itself up to date; each number opens its conversations.",
      more: "“7 of 10” beside a name says how many unresolved conversations somebody holds and how many they should hold at most. The number for everybody stands under Settings, Workspace, one for a single person under People; it refuses nothing, but whoever assigns above it is told. The button beside a conversation takes it, assigns it, hands it over or moves its promise without leaving the board. Admins see all teams.",
    },
    roles: {
      title: "Who may do what",
      text: "Built-in roles say what people may do. Under Settings, Roles, make one of your own: begin as a built-in role, then give more or take some away; what differs is marked, and who is touched stands below. Give it under Settings, People, or in an invitation.",
      more: "A change is felt at once, also by whoever is signed in. Nobody gives what they may not do themselves, and an owner may always do everything. What you may not do is not shown; a screen opened by a link says whom to ask.",
    },
    log: {
      title: "Who changed what",
      text: "Where something of the settings is changed stands who changed it last, and when. Admins find everything under Settings, Audit log: who did what to what, what it was before, and the way there.",
      more: "Narrow it to a part, a person, some days or one thing, and take what is left as a file for a spreadsheet (CSV) or a program (JSON). Taking it is recorded, too.",
    },
    keys: {
      title: "The keys",
      text: "Everything can be done without the mouse. The most useful ones are here; the rest is one key away.",
      more: "Keys with a single letter can be switched off in your own menu.",
      all: "Show all keys",
    },
    language: {
      title: "The language",
      text: "Baton speaks English, German and Arabic. Choose yours under Settings, My account; nobody else is affected.",
      more: "Who has not chosen reads the language of the workspace. Customers read their pages in the language of their browser.",
    },
    away: {
      title: "Without a line, and as an app",
      text: "While Baton cannot be reached the bar at the top says so. You can go on writing; what you send waits in this browser and goes by itself, once, when the line is back. What is refused then, or has waited for more than twelve hours, stands below its conversation and in “My drafts” with the reason; its words are kept until you say what becomes of them.",
      more: "Your browser can install Baton like an app: look for “Install” in its menu. When a new version is there, a bar offers to load it; nothing you wrote is lost.",
    },
    tour: {
      title: "The tour",
      text: "Five short steps show what is where on the screen. Escape ends it.",
      more: "It is offered once to whoever is new, and is always here.",
    },
    mail: {
      title: "When mail goes wrong",
      text: "What was written is never thrown away. Look where it says what happened, and what to do about it.",
      more: "If none of this helps, an admin finds the reason in the log of mail.",
    },
  },
  keys: {
    move: "Next or previous in a list",
    open: "Open what the cursor is on",
    reply: "Reply",
    note: "Write a note for colleagues",
    promise: "Promise the next step",
    handover: "Hand over with a brief",
    resolve: "Resolve",
    anything: "Find and do anything",
  },
  mail: {
    unsent:
      "An answer was not sent: its reason stands under the message, and a button to send it again. Baton itself tries for two days.",
    missing:
      "A customer's mail does not appear: the inbox under Settings, Inboxes says whether it can fetch mail. Test the connection there. Settings, What came in says whether all that is in the mailbox is here, and fetches again what is missing.",
    unproven:
      "“Nobody proved that they wrote this”: the sender's address could be forged. If you know that it is really them, vouch for it.",
    links:
      "A file that was too large for a mail went as a link: it stands under the message how often it was fetched, and the link can be ended or renewed there. From which size, and how mails look in each language, is set in the inbox.",
    held: "A mail is held back: either there is no server to send it, or one address got many automatic mails within an hour. Settings, What went out says which, and lets it go.",
    offline:
      "The line is down: the bar at the top says so. What you write stays in this browser until it is sent.",
  },
  toInboxes: "Open the inboxes",
  toMailLog: "See what came in",
};
