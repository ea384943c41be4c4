import { saysFailed, textBounce } from "./bounce-text.ts";
import { type BouncedRecipient, readDeliveryStatus } from "./delivery-status.ts";
import { decodeWords } from "./encoded-words.ts";
import { first, type Headers } from "./header.ts";
import type { Mail } from "./mail.ts";
import { messageIds, normalMessageId } from "./message-id.ts";
import { originalHeaders, returnsOwnMail } from "./returned-mail.ts";
import { DAEMON } from "./robots.ts";

export type { BouncedRecipient };

export interface Bounce {
  recipients: BouncedRecipient[];
  /** The gravest of its recipients: hard, soft, delayed, delivered. */
  kind: "hard" | "soft" | "delayed" | "delivered";
  /** The Message-ID of the mail it is about, `local@domain`; null when the report does not tell. */
  originalMessageId: string | null;
  originalSubject: string | null;
}

/**
 * Reads a delivery report, RFC 3464 or the prose of a mail system; null for all else. A person who forwards or quotes one
 * is not a report: prose counts only from a mail system, the null path, or with X-Failed-Recipients.
 */
export function readBounce(mail: Mail, envelopeFrom?: string): Bounce | null {
  if (mail.kinds.report === "feedback-report") return null;
  if (mail.kinds.report === "disposition-notification" && !isRejection(mail)) return null;
  const parts = mail.attachments.filter((file) =>
    /^message\/(?:global-)?delivery-status$/.test(file.mediaType),
  );
  const structured = parts.flatMap((file) => readDeliveryStatus(file.content));
  if (structured.length > 0 && (mail.kinds.report !== null || fromSystem(mail, envelopeFrom)))
    return bounce(mail, enriched(structured, mail));
  if (!fromSystem(mail, envelopeFrom) && mail.kinds.report !== "delivery-status") return null;

  const told = textBounce(mail);
  if (told.length > 0) return bounce(mail, told);
  return structured.length > 0 ? bounce(mail, structured) : null;
}

/** Mail stores refuse a mail with a receipt that says so (RFC 5429, 2.1.1); other receipts are no bounces. */
function isRejection(mail: Mail): boolean {
  return (
    /rejected/i.test(first(mail.headers, "auto-submitted")) ||
    /\bautomatically (?:rejected|refused)|\bwas (?:rejected|refused)\b/i.test(mail.text.slice(0, 2_000))
  );
}

/** What no person's subject begins with, and the sentence of a mail system right at the beginning. */
function speaksAsSystem(mail: Mail): boolean {
  if (!saysFailed(mail.subject) || /^\s*\p{L}{1,12}\s?[:：]\s?\S/u.test(mail.subject)) return false;
  return /(?:could ?n[o']t|unable to|failed to|not) (?:be )?(?:deliver|reach)[^.]{0,60}\b(?:following|these|one or more|some of)\b[^.]{0,30}(?:recipient|address|user)/i.test(
    mail.text.slice(0, 500),
  );
}

function fromSystem(mail: Mail, envelopeFrom?: string): boolean {
  const path = envelopeFrom ?? mail.returnPath;
  const local = (mail.from?.address || mail.sender?.address || "").split("@")[0] ?? "";
  const name = mail.from?.name ?? "";
  const system =
    DAEMON.test(local) ||
    /mail(?:er)?[- ]?(?:delivery|daemon)|postmaster|mail (?:delivery )?(?:sub)?system|delivery (?:service|status)|(?:mail|system) administrator|internet mail delivery|undeliverable/i.test(
      name,
    ) ||
    (mail.from?.address === "" && /postmaster|daemon/i.test(name));
  return (
    system ||
    path === "" ||
    mail.headers["x-failed-recipients"] !== undefined ||
    DAEMON.test((path ?? "").split("@")[0] ?? "") ||
    /^[<"']*(?:postmaster|mailer-daemon|system administrator)\b/i.test(first(mail.headers, "from")) ||
    speaksAsSystem(mail) ||
    (saysFailed(mail.subject) && saysFailed(mail.text.slice(0, 2_000)) && returnsOwnMail(mail))
  );
}

/** Some reports give bare codes and put the words into the prose. */
function enriched(recipients: BouncedRecipient[], mail: Mail): BouncedRecipient[] {
  if (
    recipients.every((each) => each.diagnostic !== "" || each.kind === "delayed" || each.kind === "delivered")
  )
    return recipients;
  const told = textBounce(mail);
  return recipients.map((each) => {
    if (each.diagnostic !== "" || each.kind === "delayed" || each.kind === "delivered") return each;
    const prose = told.find((other) => other.address.toLowerCase() === each.address.toLowerCase());
    return prose
      ? {
          ...each,
          diagnostic: prose.diagnostic,
          reason: each.reason === "other" ? prose.reason : each.reason,
          kind: each.reason === "other" ? prose.kind : each.kind,
        }
      : each;
  });
}

function bounce(mail: Mail, recipients: BouncedRecipient[]): Bounce {
  const grave = ["hard", "soft", "delayed", "delivered"] as const;
  const kind = grave.find((each) => recipients.some((recipient) => recipient.kind === each)) ?? "soft";
  const original = originalHeaders(mail);
  const subject = original?.subject?.[0];
  return {
    recipients,
    kind,
    originalMessageId: originalMessageId(mail, original),
    originalSubject: subject === undefined ? null : decodeWords(subject),
  };
}

function originalMessageId(mail: Mail, original: Headers | null): string | null {
  const named = normalMessageId(original?.["message-id"]?.[0]);
  if (named) return named;
  const status = mail.attachments
    .filter((file) => /delivery-status/.test(file.mediaType))
    .map(
      (file) =>
        /^(?:X-Original-Message-ID|Original-Message-ID|X-Message-ID|Original-Envelope-Id)\s*:\s*(\S+)/im.exec(
          file.content.toString("latin1", 0, 20_000),
        )?.[1],
    )
    .find((id) => id);
  const prose =
    /^[> \t]{0,10}(?:original[- ])?message[- ]?id\s*[:=]\s*(<[^<>\s]{3,400}>|[^\s<>]{1,200}@[^\s<>]{1,200})/im.exec(
      mail.text.slice(0, 200_000),
    )?.[1];
  return (
    normalMessageId(status ?? prose) ?? mail.inReplyTo ?? messageIds(mail.headers.references).at(-1) ?? null
  );
}
