import type * as en from "../en/settings-suppressed.ts";
import type { German } from "../languages.ts";

export const suppressed: German<typeof en.suppressed> = {
  title: "Gesperrte Adressen",
  lead: "Adressen, die keine Mails bekommen, weil Mails zurückkamen, als Spam gemeldet wurden oder jemand aus dem Team es so wollte. Weiter zu senden würde den Mails an alle anderen schaden.",
  add: "Adresse sperren",
  addTitle: "Adresse sperren",
  addLead: "Nichts wird dorthin gesendet, bis jemand es wieder erlaubt.",
  address: "E-Mail-Adresse",
  reason: "Warum?",
  reasonHint: "Das liest Ihr Team, wenn es sich fragt, warum nichts hinausgeht.",
  addAct: "Sperren",
  added: "An {{address}} wird nichts mehr gesendet.",
  search: "Adressen suchen",
  searchHint: "Erste Buchstaben einer Adresse",
  causes: { hard_bounce: "kam zurück", complaint: "als Spam gemeldet", agent: "von uns gesperrt" },
  by: "von {{name}}",
  since: "seit",
  wroteSince: "Von dort kam seither wieder Post; Antworten gehen also wieder hinaus.",
  lift: "Mails wieder erlauben",
  liftNamed: "Mails wieder erlauben: {{address}}",
  emptyTitle: "Jede Adresse bekommt ihre Mails",
  empty: "Wenn Mails an jemanden endgültig zurückkommen, erscheint die Adresse hier mit dem Grund.",
  nothingFound: "Keine gesperrte Adresse beginnt mit „{{text}}“",
  nothingFoundHint: "Mails dorthin gehen hinaus. Gesucht wird nach den ersten Buchstaben.",
};
