import { expect, test } from "vitest";
import { automaticSentences } from "../../shared/automatic-sentences.ts";
import { dnsSentences } from "../../shared/dns-sentences.ts";
import { inboundSentences } from "../../shared/inbound-sentences.ts";
import { mailSentences } from "../../shared/mail-sentences.ts";
import { proofSentences } from "../../shared/proof-sentences.ts";
import { worded } from "../../shared/sentence.ts";
import { i18n } from "./i18n.ts";
import { dnsSaid as ar } from "./locales/ar/mail-said.ts";
import { inboundReasons } from "./locales/de/mail-reading.ts";
import { automaticSaid, mailSaid as de, dnsSaid, proofSaid } from "./locales/de/mail-said.ts";
import { said } from "./said.ts";

i18n.addResourceBundle(
  "de",
  "translation",
  { mailSaid: de, dnsSaid, proofSaid, automaticSaid, inboundReasons },
  true,
  true,
);
i18n.addResourceBundle("ar", "translation", { dnsSaid: ar }, true, true);
const inGerman = (text: string) => said(text, i18n.getFixedT("de"));

test("what the server says is said in the reader's language, the words of other servers as they came", () => {
  const full = worded(mailSentences.serverSaid, {
    inner: mailSentences.mailbox_full,
    said: "552 5.2.2 over quota",
  });
  expect(inGerman(worded(mailSentences.givenUp, { inner: full }))).toBe(
    "Nach zwei Tagen aufgegeben. Das Postfach des Empfängers ist voll. Der Server sagte: 552 5.2.2 over quota",
  );
});

test("a name with signs of its own is no blank", () => {
  const text = worded(mailSentences.unreachable, { server: "mx.example:25", said: "{{server}} $& (x)" });
  expect(inGerman(text)).toContain("mx.example:25 ist nicht zu erreichen: {{server}} $& (x)");
});

test("what is known of a domain is said in every language", () => {
  const text = worded(dnsSentences.dkimWaiting, {
    inner: worded(dnsSentences.keyCut, { name: "k1._domainkey.shop.example", number: 200 }),
  });
  expect(inGerman(text)).toMatch(/^Mail wird noch nicht signiert: Der Schlüssel unter k1\./);
  expect(said(text, i18n.getFixedT("ar"))).toMatch(/^البريد لا يُوقَّع بعد: قُطع المفتاح عند k1\./u);
});

test("why a sender is not believed is said, too", () => {
  const text = worded(proofSentences.foreignAddress, { inner: proofSentences.nothing });
  expect(inGerman(text)).toBe(
    "an eine Adresse gesendet, die für jemand anderen signiert ist; weder signiert noch von einem erlaubten Server gesendet",
  );
});

test("why a mail counts as automatic is said inside of the reason, names of headers as they are", () => {
  const because = worded(automaticSentences.absence, { inner: automaticSentences.nullPath });
  expect(inGerman(worded(inboundSentences.auto_reply, { why: because }))).toBe(
    "Eine automatische Antwort (ein Abwesenheitsbetreff und der leere Rückweg).",
  );
  expect(inGerman(worded(inboundSentences.automatic, { why: "Auto-Submitted: auto-generated" }))).toContain(
    "(Auto-Submitted: auto-generated)",
  );
});

test("any other sentence stays as it is", () => {
  expect(inGerman("Asked us by phone to write letters only.")).toBe(
    "Asked us by phone to write letters only.",
  );
});
