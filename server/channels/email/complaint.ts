import { readAddresses } from "./address.ts";
import { first, readHeaders } from "./header.ts";
import type { Mail } from "./mail.ts";
import { normalMessageId } from "./message-id.ts";
import { originalHeaders } from "./returned-mail.ts";

export interface Complaint {
  /** `abuse`, `fraud`, `opt-out`, `virus`, `other` … as the report says, in lower case. */
  type: string;
  /** Who complained; "" where the provider hides it. */
  address: string;
  /** The Message-ID of the mail it is about, `local@domain`; null when the report does not tell. */
  originalMessageId: string | null;
}

/** Reads a feedback report (ARF, RFC 5965): somebody pressed "spam". Null for all else, also for "this is not spam". */
export function readComplaint(mail: Mail): Complaint | null {
  const part = mail.attachments.find((file) => file.mediaType === "message/feedback-report");
  if (!part) return null;
  const { headers } = readHeaders(Buffer.concat([part.content, Buffer.from("\n\n")]));
  const type = first(headers, "feedback-type").trim().toLowerCase() || "abuse";
  if (type === "not-spam" || type === "auth-failure" || type === "dmarc") return null;
  const original = originalHeaders(mail);
  return {
    type,
    address: readAddresses(headers["original-rcpt-to"])[0]?.address ?? "",
    originalMessageId:
      normalMessageId(original?.["message-id"]?.[0]) ??
      normalMessageId(first(headers, "original-message-id")),
  };
}
