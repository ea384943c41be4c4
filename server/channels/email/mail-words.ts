import type { Protection } from "../../../shared/mail-traits.ts";
import { htmlToPlain } from "../../platform/html-text.ts";
import { newId } from "../../platform/ids.ts";
import { safeHtml } from "../../platform/safe-html.ts";
import type { Address } from "./address.ts";
import { isForwardSubject } from "./forwarded.ts";
import type { Mail } from "./mail.ts";
import { withoutArmor } from "./pgp-armor.ts";
import { writtenText } from "./quote.ts";
import { type FoldedHtml, foldHtml } from "./quote-html.ts";

/** What a mail says, as a message keeps it. */
export interface MailWords {
  text: string;
  originalText: string | null;
  html: string | null;
  originalHtml: string | null;
  blockedImages: number;
}

export interface ReadAttachment {
  /** Its id from now on: the HTML names it already. */
  id: string;
  name: string;
  mediaType: string;
  contentId: string | null;
  inline: boolean;
  content: Uint8Array;
}

const mostAttachments = 300;

/** The attachments of a mail, each with the id it keeps. */
export function attachmentsOf(mail: Mail): ReadAttachment[] {
  return mail.attachments.slice(0, mostAttachments).map((file) => ({
    id: newId(),
    name: clean(file.name),
    mediaType: clean(file.mediaType),
    contentId: file.contentId === null ? null : clean(file.contentId),
    inline: file.inline,
    content: new Uint8Array(file.content),
  }));
}

/** What was newly written and, where something was folded, everything; nothing in the HTML can act. */
export function wordsOf(mail: Mail, attachments: readonly ReadAttachment[]): MailWords {
  const options = { forwarded: isForwardSubject(mail.subject) };
  const byCid = new Map(attachments.map(({ id, contentId }) => [contentId, `/api/files/${id}`]));
  const safe = (html: string) => safeHtml(clean(html), { cid: (id) => byCid.get(id), remoteImages: false });
  const whole = clean(mail.text).trim();
  const folded = mail.html === null ? null : foldHtml(mail.html, options);
  const text = newText(mail, whole, folded, options);
  const written = folded && safe(folded.written);
  return {
    text,
    originalText: text === whole ? null : whole,
    html: written?.html ?? null,
    originalHtml: folded?.quoted ? safe(mail.html ?? "").html : null,
    blockedImages: written?.blockedImages ?? 0,
  };
}

/** Text that was made from the HTML is folded as that is: marks of quotes are lost in it. */
export function newText(
  mail: Mail,
  whole: string,
  folded: FoldedHtml | null,
  options: { forwarded: boolean },
): string {
  const html = mail.textFromHtml && folded?.quoted ? clean(htmlToPlain(folded.written)).trim() : "";
  return writtenText(html === "" ? withoutArmor(whole) : html, options);
}

/** How a mail was protected; what is signed and then encrypted counts as encrypted. */
export function protectionOf({ kinds }: Mail): Protection | null {
  if (kinds.encrypted) return { how: "encrypted", by: kinds.encrypted, signer: null };
  return kinds.signed && { how: "signed", by: kinds.signed, signer: kinds.signer && clean(kinds.signer) };
}

/** The Message-IDs a mail answers. */
export function nearestFirst({ inReplyTo, references }: Mail): string[] {
  return [...new Set([...(inReplyTo ? [inReplyTo] : []), ...references.toReversed()])];
}

/** The same person with text that the database keeps. */
export const cleaned = ({ name, address }: Address): Address => ({
  name: clean(name),
  address: clean(address),
});

/** PostgreSQL keeps neither NUL nor half surrogates. */
export function clean(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
