/** Why the sender of a mail is believed or not, as parts of a sentence. */
export const proofSentences = {
  signed: "signed by {{domain}}",
  spf: "SPF passed for {{domain}}",
  senders: "no single sender to prove",
  silent: "temperror: DNS did not answer",
  late: "temperror: DNS did not answer in time",
  unchecked: "temperror: could not be checked: {{said}}",
  dmarc: "DMARC of {{domain}} failed",
  otherDomain: "proven for another domain than the sender's",
  brokenSignature: "the signature does not hold",
  nothing: "neither signed nor sent from an allowed server",
  listOrForm: "written through a list or a form",
  ownAddress: "sent to the address signed for this customer",
  theirAddress: "sent to the address signed for them",
  foreignAddress: "sent to an address signed for somebody else; {{inner}}",
  forwarded: "forwarded by {{name}}",
} as const;
