/** What the house says of a domain's records in DNS, and what to do about them. */
export const dnsSentences = {
  unanswered: "DNS did not answer for {{name}}.",
  lookAgain: "Look again in a minute. If it lasts, ask whoever keeps the domain's DNS.",
  silent: "DNS did not answer.",
  lookAgainSoon: "Look again in a minute.",
  enterRecord: "Enter this TXT record.",
  changeRecord: "Change the record to this one.",

  spfMany: "{{domain}} has {{number}} SPF records. Receivers then count it as none.",
  joinRecords: "Join them into one record.",
  spfNone: "{{domain}} does not say who may send for it, so mail from it is easily taken for forged.",
  spfAll: "{{domain}} allows the whole world to send for it (+all).",
  replaceAll: "Replace +all at the end by ~all.",
  spfQuestions: "Checking this record takes {{number}} questions to DNS; more than {{most}} make it invalid.",
  takeOut: "Take out entries of services that no longer send for you.",
  spfMissing: "Your mail leaves through {{servers}}, which {{domain}} does not allow.",
  spfOpen: "The record does not say what to think of all other servers.",
  endWithAll: "End it with ~all.",
  spfGood: "{{domain}} says who may send for it.",
  spfUnknown:
    "{{domain}} says who may send for it. Whether the servers behind {{servers}} are among them, their provider tells.",

  dkimSigned: "Mail of {{domain}} is signed here.",
  dkimTwice: "Mail of {{domain}} is signed here twice, by RSA and by Ed25519.",
  dkimEdOnly: "Mail of {{domain}} is signed here, but only in a way (Ed25519) that many servers do not read.",
  addRsa: "Make an RSA key beside it, and enter its record.",
  dkimWaiting: "Mail is not signed yet: {{inner}}",
  keyNotThere: "the record is not in DNS.",
  enterKey: "Enter this TXT record. It is looked for again by itself; new records may take an hour to show.",
  dkimNone: "Mail of {{domain}} is not signed here. Your mail server may sign it; Baton cannot see that.",
  makeKey: "Make a key, and enter its record.",
  keyNone: "There is no TXT record at {{name}} yet.",
  keyMany: "There are {{number}} TXT records at {{name}}; only one may be there.",
  keyEmpty: "The record at {{name}} holds no key (p=).",
  keyWithdrawn: "The record at {{name}} says that the key was withdrawn.",
  keyCut:
    "The key at {{name}} was cut off after {{number}} characters; enter all of it, in pieces if need be.",
  keyOther: "The record at {{name}} shows another key.",

  dmarcNone:
    "{{domain}} does not say what to do with mail that only claims to come from it. Large providers take less mail from such domains.",
  enterDmarc:
    "Enter this TXT record; its reports tell who sends in your name. Later change p=none to p=quarantine.",
  dmarcMany: "_dmarc.{{name}} has {{number}} DMARC records. Receivers then count it as none.",
  keepOne: "Keep one of them.",
  dmarcWatched: "Mail that only claims to come from you is watched, but not stopped (p=none).",
  tightenDmarc: "When SPF and DKIM are good for all that sends in your name, change p=none to p=quarantine.",
  dmarcPolicy: 'The record\'s policy "{{policy}}" is none that receivers know.',
  writePolicy: "Write p=none, p=quarantine or p=reject.",
  dmarcRefused: "Mail that only claims to come from you is refused.",
  dmarcSpam: "Mail that only claims to come from you is put into spam.",

  mxNone:
    "{{domain}} does not say which server takes its mail, so answers of customers may come back to them.",
  enterMx: "Enter the MX record of your mail provider, or of the machine where Baton's receiver listens.",
  mxGood: "Mail to {{domain}} goes to {{servers}}.",
} as const;
