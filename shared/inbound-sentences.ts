/** Why a mail was set aside or refused, as programs and the log read it; screens translate it by its name. */
export const inboundSentences = {
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
  not_handed_out: "The server did not hand it out: {{why}} It is number {{number}} in the folder {{folder}}.",
  fetching_again: "It is being fetched again.",
  delivery_report: "A delivery report of a mail server.",
  auto_reply: "An automatic reply ({{why}}).",
  complaint: "A complaint report ({{why}}).",
  automatic: "An automatic mail ({{why}}).",
  own_address: "It comes from {{address}}, an address of our own; answering it would go round in circles.",
  duplicate: "It had come before; it is one message.",
} as const;
