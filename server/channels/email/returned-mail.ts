import { readAddresses } from "./address.ts";
import { type Headers, readHeaders } from "./header.ts";
import type { Mail } from "./mail.ts";

/** Headers of the mail that came back: attached whole, attached as headers, or copied below the prose. */
export function originalHeaders(mail: Mail): Headers | null {
  const attached = mail.attachments.find((file) =>
    /^(?:message\/(?:rfc822|global|partial)|text\/rfc822-headers|message\/(?:global|rfc822)-headers|application\/(?:x-)?rfc822)$/.test(
      file.mediaType,
    ),
  );
  if (attached) {
    const { headers } = readHeaders(attached.content);
    if (headers["message-id"] || headers.from || headers.subject) return headers;
  }
  return copiedHeaders(mail.text);
}

/** The last block in the prose that begins like a mail: several header lines one below the other. */
function copiedHeaders(text: string): Headers | null {
  const start = text.search(
    /^[> \t]{0,8}(?:Return-Path|Received|DKIM-Signature|X-[A-Za-z-]{2,40}|Message-ID|Date|From|To|Subject|MIME-Version|Delivered-To|Authentication-Results|ARC-Seal): ?\S[^\n]*\n(?:[> \t]{0,8}[A-Za-z-]{2,40}:|[ \t>])/im,
  );
  if (start < 0) return null;
  const block = text
    .slice(start, start + 60_000)
    .split("\n")
    .map((line) => line.replace(/^> ?/, "").replace(/^\s{2,8}(?=[A-Z][\w-]{1,40}: )/, ""));
  const headers = readHeaders(Buffer.from(`${block.join("\n")}\n`)).headers;
  return headers["message-id"] || (headers.from && headers.subject) ? headers : null;
}

/**
 * Whether it brings back a mail that its addressee sent to somebody else than its sender: who answers from the address
 * we wrote to is a person, who returns our mail to others is a mail system.
 */
export function returnsOwnMail(mail: Mail): boolean {
  const original = originalHeaders(mail);
  if (!original) return false;
  const ours = new Set([...mail.to.map(({ address }) => address), ...mail.deliveredTo].map(lower));
  const wrote = addressesOf(original, "from", "return-path", "sender");
  const sentTo = addressesOf(original, "to", "cc", "x-envelope-to");
  return wrote.some((each) => ours.has(each)) && !sentTo.includes(lower(mail.from?.address ?? ""));
}

/** Whom the mail that came back was for. */
export function sentTo(mail: Mail): string[] {
  const original = originalHeaders(mail);
  return original ? addressesOf(original, "x-envelope-to", "to") : [];
}

function addressesOf(headers: Headers, ...names: string[]): string[] {
  return names.flatMap((name) => readAddresses(headers[name]).map(({ address }) => lower(address)));
}

const lower = (address: string) => address.toLowerCase();
