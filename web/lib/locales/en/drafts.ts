/** What every list may say about drafts. */
export const drafts = {
  mark: "Draft",
  mine: "My drafts",
  none: "You have no drafts.",
  explained: "What you began to write and have not sent, on any of your devices. Nobody else sees it.",
  unsent: "A reply of yours was not sent at its time; it is a draft again, and its conversation says why.",
};

export const later = {
  title: "Send later",
  times: { hour: "In an hour", afternoon: "This afternoon", next: "Next working day", monday: "Next week" },
  otherTime: "Another time",
  choose: "Send then",
  explained:
    "By the business hours and time zone of the workspace ({{zone}}). It does not leave when the customer writes first.",
  kept: "Your reply leaves {{when}}.",
  you: "You",
  by: "Reply by {{name}}, leaves {{when}}",
  leaves: "Leaves {{when}}",
  unlessFirst: "It does not leave when the customer writes first.",
  afterwards: {
    open: "Then it stays open.",
    waiting: "Then we wait for the customer.",
    on_hold: "Then it is on hold.",
    resolved: "Then it is resolved.",
  },
  thenPromise: "Then it promises: {{what}}, by {{when}}.",
  sendNow: "Send now",
  changeTime: "Change the time",
  cancel: "Cancel",
  others: "You wrote this on another device",
  addOthers: "Add it to what stands here",
  dropOthers: "Discard it",
};

export const answered = {
  label: "Answered meanwhile",
  title: "{{names}} wrote while you were writing",
  new: "What is new",
  keep: "Keep writing",
  discard: "Discard mine",
  sendAnyway: "Send anyway",
  undo: "Undo",
  discarded: "Your text is discarded.",
};

export const promiseFound = {
  offer: "You wrote “{{words}}” – promise {{when}}?",
};
