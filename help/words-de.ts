import type { Words } from "./words-en.ts";

/** What the pages say in German. */
export const de: Words = {
  language: "de",
  locale: "de-DE",
  dir: "ltr",

  private:
    "Diese Seite ist nur für Sie. Wer ihre Adresse hat, kann sie lesen; bitte geben Sie sie nicht weiter.",

  trackerTitle: (number) => `Anfrage Nr. ${number}`,
  with: "Bei",
  nextWord: "Nächste Nachricht",
  where: "Stand",
  steps: "Schritte",
  received: "Eingegangen",
  heldBy: (name) => `${name} kümmert sich`,
  state: {
    open: "In Arbeit",
    waiting: "Wartet auf Sie",
    on_hold: "Wartet auf jemand anderen",
    resolved: "Gelöst",
  },
  notYet: "Noch nicht",
  done: "erledigt",
  now: "jetzt",
  by: (time) => `bis ${time}`,
  late: "Wir hatten versprochen, uns bis dahin zu melden, und sind zu spät. Das tut uns leid. Ihre Anfrage ist weiter in unseren Händen.",
  waiting:
    "Sie sind am Zug: Antworten Sie unten. Hören wir nichts, melden wir uns bis zur genannten Zeit bei Ihnen.",
  onHold:
    "Jemand anderes muss erst seinen Teil tun. Sie hören bis zur genannten Zeit von uns, was auch geschieht.",
  resolvedHint: "Ist es für Sie nicht erledigt, schreiben Sie unten: Dann öffnen wir die Anfrage wieder.",

  messages: "Nachrichten",
  you: "Sie",
  earlier: "Frühere Nachrichten zeigen",
  newest: "Zurück zu den neuesten Nachrichten",
  original: "Ganze Nachricht zeigen",
  empty: "Diese Nachricht hat keinen Text.",
  attachments: "Anhänge",
  unproven: "Kam von Ihrer Adresse, aber nichts beweist, dass Sie sie geschickt haben.",

  replyTitle: "Schreiben Sie uns",
  replyTo: (name) => `Ihre Nachricht an ${name}`,
  replyLabel: "Ihre Nachricht",
  send: "Nachricht senden",
  sent: "Danke. Ihre Nachricht ist angekommen.",
  againTitle: "Ihre Nachricht ist noch nicht gesendet",
  emptyReply: "Schreiben Sie zuerst etwas; dann senden Sie es.",
  longReply: (count) => `Das ist zu lang: Bis zu ${count} Zeichen passen hinein. Bitte kürzen Sie ein wenig.`,
  tooMany: (seconds) =>
    `Das war viel auf einmal. Bitte warten Sie ${seconds} Sekunden und senden Sie noch einmal.`,
  away: "Wir konnten Ihre Nachricht gerade nicht annehmen. Ihr Text steht unten; bitte senden Sie ihn gleich noch einmal.",
  backToRequest: "Zurück zu Ihrer Anfrage",

  goneTitle: "Dieser Link ist abgelaufen",
  gone: "Er galt nur eine Zeit lang, oder wir haben Ihnen einen neueren geschickt.",
  lostTitle: "Hier ist nichts",
  lost: "Vielleicht wurde die Adresse unterwegs abgeschnitten. Bitte öffnen Sie den Link in unserer E-Mail noch einmal.",
  brokenTitle: "Bei uns ist etwas schiefgegangen",
  broken: "Es wurde nichts geändert. Bitte versuchen Sie es gleich noch einmal.",
  reach: (company) => `So erreichen Sie ${company}: Antworten Sie auf eine unserer E-Mails`,
  reachAt: "oder schreiben Sie an",
  reachAnyone: "So erreichen Sie uns: Antworten Sie auf eine unserer E-Mails an Sie.",

  download: "Datei abholen",
  downloadLead: (company) =>
    `${company} hat Ihnen diese Datei zu einer Mail geschickt. Sie war zu groß, um darin zu reisen.`,
  downloadUntil: (day) => `hier bis ${day}`,
  downloadCare:
    "Öffnen Sie sie nur, wenn Sie sie erwartet haben. Wer diese Adresse hat, kann sie ebenfalls abholen.",

  followUpTitle: "Wie war es?",
  followUpLead: (number, name) =>
    `${name} hat sich um Ihre Anfrage Nr. ${number} gekümmert. Wie war es für Sie?`,
  rating: "Ihre Bewertung",
  ratings: ["Sehr unzufrieden", "Unzufrieden", "Mittel", "Zufrieden", "Sehr zufrieden"],
  comment: "Möchten Sie uns etwas dazu sagen? (freiwillig)",
  save: "Antwort speichern",
  notSaved: "Gespeichert wird erst, wenn Sie den Knopf drücken.",
  chooseRating: "Wählen Sie zuerst eine der fünf Antworten.",
  thanksTitle: "Danke",
  thanks: "Ihre Antwort ist gespeichert.",
  thanksUnhappy: (name) =>
    `Das tut uns leid. ${name} nimmt Ihre Anfrage wieder auf und meldet sich bei Ihnen.`,
  changeUntil: (day) => `Sie können Ihre Antwort bis ${day} ändern.`,
  change: "Antwort ändern",
  closed: "Ihre Antwort steht; ändern lässt sie sich nicht mehr. Danke dafür.",
  follow: "Ihre Anfrage verfolgen",

  mailSubject: (number) => `Wie war es? Ihre Anfrage Nr. ${number}`,
  mailHello: (name) => (name ? `Guten Tag ${name},` : "Guten Tag,"),
  mailLead: (number, name) =>
    `was gelöst ist, soll gelöst bleiben. ${name} hat sich um Ihre Anfrage Nr. ${number} gekümmert: Ist jetzt alles in Ordnung?`,
  mailAsk: "Ein Klick genügt:",
  mailUnhappy:
    "Ist es für Sie nicht erledigt, wählen Sie 1 oder 2: Dann öffnet sich Ihre Anfrage wieder bei derselben Person, und wir melden uns.",
  mailBye: (company) => `Herzliche Grüße\n${company}`,
};
