import type { SendMailOptions } from "nodemailer";

/** Longest ENVID a server must take (RFC 3461, 4.4). */
const longestEnvelopeId = 100;

/**
 * Asks the next server to report what becomes of a mail (RFC 3461); servers that do not offer it are not asked. The envelope's id
 * is the Message-ID, so that a report without the mail's headers finds its way, too.
 */
export function reportsWanted(messageId: string, recipient: string): NonNullable<SendMailOptions["dsn"]> {
  const plain = /^[\x21-\x7e]+$/;
  return {
    ret: "HDRS",
    notify: ["SUCCESS", "FAILURE", "DELAY"],
    ...(plain.test(messageId) && messageId.length <= longestEnvelopeId && { envid: messageId }),
    ...(plain.test(recipient) && { orcpt: `rfc822;${recipient}` }),
  };
}

/** Postmark gives a mail an id that its answer does not tell, but hands back what this header says (see its metadata). */
export function marksFor(host: string, deliveryId: string): Record<string, string> {
  return /(?:^|\.)postmarkapp\.com$/i.test(host) ? { "X-PM-Metadata-baton": deliveryId } : {};
}

const answers = [
  // SendGrid, Postfix and others: "250 2.0.0 Ok: queued as ABC".
  /\bqueued as[: ]+<?([\w.@=+-]{6,200})/i,
  // Mailgun and others: "250 Queued. Thank you. <id@host>", "250 OK id=1abc".
  /<([\w.!#$%&'*+/=?^{|}~-]{3,100}@[\w.-]{1,99})>/,
  /\bid[=:] ?<?([\w.@-]{6,200})/i,
  // SES: "250 Ok 0102017f4a…-000000".
  /^250[ -](?:\d\.\d\.\d )?ok:? ([0-9a-f]{6,}(?:-[0-9a-f]+)+)\s*$/i,
];

/** The id by which a server will speak of a mail later, from its answer when it took it; null when it told none. */
export function providerId(response: string): string | null {
  const line = response.replace(/\s+/g, " ").trim();
  for (const answer of answers) {
    const id = answer.exec(line)?.[1];
    if (id) return id;
  }
  return null;
}
