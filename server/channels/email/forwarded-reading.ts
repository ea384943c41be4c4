import type { Invitation, Protection } from "../../../shared/mail-traits.ts";
import type { Address } from "./address.ts";
import { invitationsIn } from "./calendar.ts";
import { type Forwarded, forwardedOriginal } from "./forwarded.ts";
import type { Mail } from "./mail.ts";
import {
  attachmentsOf,
  clean,
  cleaned,
  type MailWords,
  nearestFirst,
  protectionOf,
  type ReadAttachment,
  wordsOf,
} from "./mail-words.ts";
import { writtenText } from "./quote.ts";

/** The original inside a mail that somebody forwarded, and what they wrote above it. */
export interface ForwardedReading extends MailWords {
  author: Address;
  subject: string;
  to: Address[];
  cc: Address[];
  /** Message-IDs that the original answers; none where only its text is there. */
  answers: string[];
  /** What came with it; files of the forwarder are among them. */
  attachments: ReadAttachment[];
  invitations: Invitation[];
  protection: Protection | null;
  comment: string;
}

/** Reads the original inside a forwarded mail; null for all else, and where it does not tell an address to answer to. */
export async function readForwarded(
  mail: Mail,
  outer: readonly ReadAttachment[],
): Promise<ForwardedReading | null> {
  const found = await forwardedOriginal(mail);
  if (!found?.from?.address.includes("@")) return null;
  const around = {
    author: cleaned(found.from),
    to: found.to.map(cleaned),
    cc: found.cc.map(cleaned),
    comment: writtenText(clean(found.comment)),
  };
  return found.attached
    ? { ...around, ...fromFile(found, found.attached, outer) }
    : { ...around, ...fromText(found, outer) };
}

function fromFile(found: Forwarded, original: Mail, outer: readonly ReadAttachment[]) {
  const own = attachmentsOf(original);
  return {
    ...wordsOf(original, own),
    subject: clean(found.subject),
    answers: nearestFirst(original).map(clean),
    attachments: [...own, ...outer.filter(({ mediaType }) => mediaType !== "message/rfc822")],
    invitations: invitationsIn(original.calendars),
    protection: protectionOf(original),
  };
}

/** Without the forwarder's words, also under "show original": the customer may look at it on the tracker. */
function fromText(found: Forwarded, outer: readonly ReadAttachment[]) {
  const whole = clean(found.text);
  const text = writtenText(whole);
  return {
    text,
    originalText: text === whole ? null : whole,
    html: null,
    originalHtml: null,
    blockedImages: 0,
    subject: clean(found.subject),
    answers: [],
    // No HTML shows them in its place any more.
    attachments: outer.map((file) => ({ ...file, inline: false })),
    invitations: [],
    protection: null,
  };
}
