/** Why a mail was set aside or refused. Screens translate the code; programs and logs read the sentence. */
export interface InboundReason {
  code: InboundReasonCode;
  params: Record<string, string>;
}

type Sentence = (params: Record<string, string>) => string;

const sentences = {
  too_slow: ({ seconds }) => `It could not be read within ${seconds} seconds.`,
  unreadable: ({ error }) => `It could not be read: ${error}`,
  reading_broke: ({ error }) => `Reading it broke off: ${error}`,
  reading_ended: () => "Reading it broke off.",
  source_missing: () => "Its raw text is not in the file store any more.",
  no_sender: () => "It does not say who sent it.",
  loop: ({ address, most }) =>
    `Held: looks like a loop. ${address} sent more than ${most} mails to one conversation within an hour.`,
  given_up: () => "Reading it failed again and again; the list of failed reactions says why.",
  agent_unproven: ({ address, why }) =>
    `Held: ${address} is an agent's address, not proven (${why}). It was neither shown as theirs nor sent to anybody.`,
  agent_stranger: ({ address }) =>
    `Held: ${address} wrote to an answer address made for one of your agents. It was sent to nobody.`,
  agent_gone: ({ name }) => `Held: it answers as ${name}, whose answer addresses have ended.`,
  agent_no_access: ({ name }) => `Held: it answers as ${name}, who may not see this conversation any more.`,
  agent_empty: ({ name }) => `Held: ${name} answered by mail without a word of their own.`,
  too_large: ({ megabytes }) =>
    `It is larger than ${megabytes} MB. Only its header was fetched; the mail itself is in the mailbox.`,
  not_handed_out: ({ number, folder, why }) =>
    `The server did not hand it out: ${why} It is number ${number} in the folder ${folder}.`,
  fetching_again: () => "It is being fetched again.",
  delivery_report: () => "A delivery report of a mail server.",
  auto_reply: ({ why }) => `An automatic reply (${why}).`,
  complaint: ({ why }) => `A complaint report (${why}).`,
  automatic: ({ why }) => `An automatic mail (${why}).`,
  own_address: ({ address }) =>
    `It comes from ${address}, an address of our own; answering it would go round in circles.`,
  duplicate: () => "It had come before; it is one message.",
} satisfies Record<string, Sentence>;

export type InboundReasonCode = keyof typeof sentences;

/** A reason with what it speaks of. */
export function reasonOf(code: InboundReasonCode, params: Record<string, string> = {}): InboundReason {
  return { code, params };
}

/** The reason as an English sentence. */
export function sentenceOf({ code, params }: InboundReason): string {
  return (sentences[code] as Sentence)(params);
}

/** The columns that keep a reason. */
export function codedReason(reason: InboundReason) {
  return { reason: sentenceOf(reason), reasonCode: reason.code, reasonParams: JSON.stringify(reason.params) };
}
