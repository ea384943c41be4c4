export const mailTraits = {
  forwardedBy: "Sent on to us by {{name}}. Your answer goes to whoever wrote it.",
  signedBy: "Signed by {{signer}} – the signature was not checked.",
  signed: "Signed – the signature was not checked.",
  encrypted: "Encrypted: it cannot be read here. Its attachment opens in a mail program that has the key.",
  newPeople: "New: {{names}}",
  gonePeople: "No longer",
  writeByMail: "Answer by mail",
  mailAddress: {
    title: "Answer this conversation by mail",
    lead: "Write to these addresses from your own mailbox. They are made for you alone; Baton believes a mail only when your mail provider proves that it is yours.",
    reply: "Reply to the customer",
    note: "Note for colleagues",
    none: "The name of this inbox is too long for such addresses.",
    copy: "Copy",
    copied: "Copied",
  },
};

export const invitation = {
  label: "Invitation: {{title}}",
  noTitle: "Without a title",
  kinds: {
    request: "Invitation",
    cancel: "Cancelled",
    reply: "Answer to an invitation",
    counter: "Another time is proposed",
    publish: "Event",
    other: "Event",
  },
  when: "When",
  where: "Where",
  repeats: "Repeats",
  organizer: "Organiser",
  attendees: "Invited",
  allDay: "all day",
  floating: "without a time zone",
  answers: {
    accepted: "accepted",
    declined: "declined",
    tentative: "perhaps",
    delegated: "passed on",
    none: "no answer yet",
  },
  every: {
    hour_one: "every hour",
    hour_other: "every {{count}} hours",
    day_one: "every day",
    day_other: "every {{count}} days",
    week_one: "every week",
    week_other: "every {{count}} weeks",
    month_one: "every month",
    month_other: "every {{count}} months",
    year_one: "every year",
    year_other: "every {{count}} years",
  },
  times_one: "once",
  times_other: "{{count}} times",
  until: "until {{date}}",
};

export const inboundReasons = {
  too_slow: "It could not be read within {{seconds}} seconds.",
  unreadable: "It could not be read: {{error}}",
  reading_broke: "Reading it broke off: {{error}}",
  reading_ended: "Reading it broke off.",
  source_missing: "Its raw text is not in the file store any more.",
  no_sender: "It does not say who sent it.",
  loop: "Held: looks like a loop. {{address}} sent more than {{most}} mails to one conversation within an hour.",
  given_up: "Reading it failed again and again; the list of failed reactions says why.",
  agent_unproven:
    "Held: {{address}} is an agent's address, not proven ({{why}}). It was neither shown as theirs nor sent to anybody.",
  agent_stranger:
    "Held: {{address}} wrote to an answer address made for one of your agents. It was sent to nobody.",
  agent_gone: "Held: it answers as {{name}}, whose answer addresses have ended.",
  agent_no_access: "Held: it answers as {{name}}, who may not see this conversation any more.",
  agent_refused: "Held: {{name}} answered in a side conversation with files that are too large for it.",
  agent_empty: "Held: {{name}} answered by mail without a word of their own.",
  too_large:
    "It is larger than {{megabytes}} MB. Only its header was fetched; the mail itself is in the mailbox.",
  delivery_report: "A delivery report of a mail server.",
  auto_reply: "An automatic reply ({{why}}).",
  complaint: "A complaint report ({{why}}).",
  automatic: "An automatic mail ({{why}}).",
  own_address: "It comes from {{address}}, an address of our own; answering it would go round in circles.",
  not_handed_out: "Its server did not hand it out: {{why}} It is number {{number}} in the folder {{folder}}.",
  fetching_again: "It is being fetched again.",
  duplicate: "It had come before; it is one message.",
};

export const plusAddressing = {
  label: "Take mail to tagged addresses",
  hint: "Mail to support+anything@… comes in here too. Answers to your own mails always do.",
};
