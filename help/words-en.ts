/** What the pages say in English; every other language says the same. */
export const en = {
  language: "en",
  /** For dates and times: day before month, 24 hours. */
  locale: "en-GB",
  dir: "ltr",

  private: "This page is yours alone. Whoever has its address can read it, so please do not pass it on.",

  trackerTitle: (number: number) => `Request #${number}`,
  with: "With",
  nextWord: "Next word",
  where: "Where it stands",
  steps: "Steps",
  received: "Received",
  heldBy: (name: string) => `${name} has it`,
  state: {
    open: "In work",
    waiting: "Waiting for you",
    on_hold: "Waiting for somebody else",
    resolved: "Resolved",
  },
  notYet: "Not yet",
  done: "done",
  now: "now",
  by: (time: string) => `by ${time}`,
  late: "We promised to be in touch by this time and are late. We are sorry. Your request is still in our hands.",
  waiting:
    "The next word is yours: answer below. If we hear nothing, we get in touch with you by the time above.",
  onHold: "Somebody else has to do their part first. You hear from us by the time above, whatever happens.",
  resolvedHint: "If it is not over for you, write below: it opens again.",

  messages: "Messages",
  you: "You",
  earlier: "Show earlier messages",
  newest: "Back to the newest messages",
  original: "Show the whole message",
  empty: "This message has no text.",
  attachments: "Attachments",
  unproven: "Came from your address, but nothing proves that you sent it.",

  replyTitle: "Write to us",
  replyTo: (name: string) => `Your message to ${name}`,
  replyLabel: "Your message",
  send: "Send message",
  sent: "Thank you. Your message has arrived.",
  againTitle: "Your message was not sent yet",
  emptyReply: "Write something first; then send it.",
  longReply: (count: number) =>
    `That is too long: up to ${count} characters fit. Please shorten it a little.`,
  tooMany: (seconds: number) => `That was a lot at once. Please wait ${seconds} seconds and send it again.`,
  away: "We could not take your message just now. Your text is below; please send it again in a moment.",
  backToRequest: "Back to your request",

  goneTitle: "This link has run out",
  gone: "It was good for a while only, or we sent you a newer one.",
  lostTitle: "There is nothing here",
  lost: "The address may have been cut off on its way. Please open the link in our e-mail once more.",
  brokenTitle: "Something went wrong on our side",
  broken: "Nothing was changed. Please try again in a moment.",
  reach: (company: string) => `To reach ${company}, answer any of our e-mails`,
  reachAt: "or write to",
  reachAnyone: "To reach us, answer any of our e-mails to you.",

  download: "Fetch the file",
  downloadLead: (company: string) =>
    `${company} sent you this file with a mail. It was too large to travel in it.`,
  downloadUntil: (day: string) => `here until ${day}`,
  downloadCare: "Open it only if you expected it. Whoever has this address can fetch it, too.",

  followUpTitle: "How did we do?",
  followUpLead: (number: number, name: string) =>
    `${name} took care of your request #${number}. How was it for you?`,
  rating: "Your rating",
  ratings: ["Very unhappy", "Unhappy", "So-so", "Happy", "Very happy"],
  comment: "Anything you would like to tell us? (optional)",
  save: "Save my answer",
  notSaved: "Nothing is saved until you press the button.",
  chooseRating: "Choose one of the five first.",
  thanksTitle: "Thank you",
  thanks: "Your answer is saved.",
  thanksUnhappy: (name: string) =>
    `We are sorry. ${name} takes your request up again and will be in touch with you.`,
  changeUntil: (day: string) => `You can change your answer until ${day}.`,
  change: "Change my answer",
  closed: "Your answer stands; it can no longer be changed. Thank you for it.",
  follow: "Follow your request",

  mailSubject: (number: number) => `How did we do? Your request #${number}`,
  mailHello: (name: string) => (name ? `Hello ${name},` : "Hello,"),
  mailLead: (number: number, name: string) =>
    `What is solved should stay solved. ${name} took care of your request #${number}: is everything all right now?`,
  mailAsk: "One click tells us:",
  mailUnhappy:
    "If it is not over for you, choose 1 or 2: your request opens again with the same person, and we get back to you.",
  mailBye: (company: string) => `Warm regards\n${company}`,
};

export type Words = typeof en;
