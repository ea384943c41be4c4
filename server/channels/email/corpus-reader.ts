import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { safeHtml } from "../../platform/safe-html.ts";
import { automatic, mayAnswer } from "./automatic.ts";
import { readBounce } from "./bounce.ts";
import { invitationsIn } from "./calendar.ts";
import { forwardedOriginal, isForwardSubject } from "./forwarded.ts";
import { readMail } from "./mail.ts";
import { newText } from "./mail-words.ts";
import { originator } from "./originator.ts";
import { foldQuotes } from "./quote.ts";
import { foldHtml } from "./quote-html.ts";

/** What is expected of a mail of the corpus; fields left out are not looked at. */
export interface Expected {
  envelopeFrom?: string;
  /** Addresses of our inboxes. */
  own?: string[];
  mail?: Record<string, unknown>;
  originator?: unknown;
  forwarded?: unknown;
  written?: string;
  automatic?: string;
  mayAnswer?: boolean;
  invitations?: unknown;
  bounce?: unknown;
  safe?: { contains: string[]; lacks: string[]; blockedImages: number };
  foldedHtml?: { written: string[]; notWritten: string[]; quoted: string[] | null };
}

export interface CorpusMail {
  name: string;
  raw: Buffer;
  expected: Expected;
}

/** The mails written for the tests, each with what must come out of it. */
export function corpus(): CorpusMail[] {
  const folder = join(import.meta.dirname, "corpus");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".eml"))
    .sort()
    .map((file) => {
      const name = file.slice(0, -4);
      const expected = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Expected;
      return { name, raw: readFileSync(join(folder, file)), expected };
    });
}

/** Everything the house reads from a raw mail, as one call: what tests, mutations and benchmarks run. */
export async function readAll(raw: Buffer, expected: Expected = {}) {
  const mail = await readMail(raw);
  const options = { forwarded: isForwardSubject(mail.subject) };
  const folded = foldHtml(mail.html ?? "", options);
  return {
    mail: { ...mail, date: mail.date?.toISOString() ?? null, flaws: mail.flaws.toSorted() },
    originator: originator(mail, { own: expected.own ?? [] }),
    forwarded: await forwardedOriginal(mail),
    segments: foldQuotes(mail.text, options),
    written: newText(mail, mail.text.trim(), mail.html === null ? null : folded, options),
    automatic: automatic(mail, expected.envelopeFrom).kind,
    mayAnswer: mayAnswer(mail, expected.envelopeFrom ?? mail.from?.address ?? "", expected.own ?? []).answer,
    invitations: invitationsIn(mail.calendars),
    bounce: readBounce(mail, expected.envelopeFrom),
    safe: safeHtml(mail.html ?? "", { cid: (id) => `/files/${id}`, remoteImages: false }),
    foldedHtml: folded,
  };
}
