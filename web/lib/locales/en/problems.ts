export const problemTexts = {
  answered_meanwhile: {
    title: "Somebody answered meanwhile.",
    remedy: "Read what is new above your text; then send it anyway, or change it.",
  },
  send_time: { title: "It cannot leave then.", remedy: "Choose a time from now to a year ahead." },
  unreachable: {
    title: "Baton cannot be reached right now.",
    remedy: "Check your connection. Nothing you wrote is lost; try again in a moment.",
  },
  unreadable: {
    title: "The answer could not be read.",
    remedy: "This page may be older than the server. Reload it and try again.",
  },
  unavailable: {
    title: "The database is away for a moment.",
    remedy: "It usually comes back by itself. Try again in a moment.",
  },
  internal: {
    title: "Something went wrong on our side.",
    remedy: "It is in the server's log. Try again in a moment.",
  },
  forbidden: { title: "You may not do this.", remedy: "Ask an admin of your workspace if you should." },
  not_found: {
    title: "There is nothing here.",
    remedy: "It may have moved, or you may not see it any more.",
  },
  too_many_requests: {
    title: "Too many tries.",
    remedy_one: "Wait a minute, then try again.",
    remedy_other: "Wait {{count}} minutes, then try again.",
  },
  conflict: { title: "This changed meanwhile.", remedy: "Look at what is there now, then try again." },
  wrong_credentials: {
    title: "E-mail or password is wrong.",
    remedy: "Check both, or choose a new password.",
  },
  link_expired: { title: "This link is no longer valid.", remedy: "Ask for a new one; it takes a minute." },
  too_large: {
    title: "This is too large.",
    remedy: "A file may have up to 25 MB. A link to it works for larger ones.",
  },
  invalid_request: {
    title: "Something is missing or not right.",
    remedy: "Look at what is marked and try again.",
  },
  already_resolved: { title: "This conversation is resolved.", remedy: "Reopen it first." },
  merged_already: {
    title: "This conversation is merged.",
    remedy: "Go on where it went, or take the merge back first.",
  },
  promise_required: { title: "A promise is needed.", remedy: "Say what happens next, and by when." },
  fields_required: {
    title: "Required fields are empty.",
    topic: "Topic",
    cause: "Root cause",
    remedy: "Fill in first: {{missing}}.",
  },
  promise_in_the_past: { title: "That time is over already.", remedy: "Choose a later one." },
  snooze_beyond_promise: {
    title: "The promise falls due before that.",
    remedy: "Snooze for less, or promise a later time first.",
  },
  handover_pending: {
    title: "A handover is already waiting for an answer.",
    remedy: "Take it back first to offer it to somebody else.",
  },
  holder_inactive: { title: "This person cannot hold conversations.", remedy: "Choose somebody else." },
  not_offered_to_you: {
    title: "This handover is no longer yours to answer.",
    remedy: "Somebody else may have answered it, or it was taken back.",
  },
};
