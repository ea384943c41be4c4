import { randomBytes } from "node:crypto";

export interface RebuiltFile {
  name: string;
  mediaType: string;
  /** Without angle brackets; null when nothing shows it within the text. */
  contentId: string | null;
  content: Buffer;
}

export interface MailPieces {
  /** The header lines as they came, from top to bottom. */
  headers: readonly (readonly [name: string, value: string])[];
  text: string;
  html: string;
  files: readonly RebuiltFile[];
}

/** What described a body that is not here any more. */
const ofTheBody = /^(?:content-(?!language|description)|mime-version$)/i;

/**
 * Puts a mail together again that a provider took apart: its own header lines stay word for word, the body is made anew in UTF-8.
 * Its DKIM signature no longer fits, so nobody is proven by it; providers that hand over the raw mail are better.
 */
export function rebuildMail({ headers, text, html, files }: MailPieces): Buffer {
  const kept = headers.filter(([name]) => /^[!-9;-~]{1,100}$/.test(name) && !ofTheBody.test(name));
  const bodies = [
    ...(text !== "" || html === "" ? [part("text/plain; charset=utf-8", Buffer.from(text))] : []),
    ...(html !== "" ? [part("text/html; charset=utf-8", Buffer.from(html))] : []),
  ];
  const body = bodies.length > 1 ? joined("alternative", bodies) : (bodies[0] as Buffer);
  const whole = files.length > 0 ? joined("mixed", [body, ...files.map(filePart)]) : body;
  const lines = kept.map(([name, value]) => `${name}: ${folded(value)}\r\n`).join("");
  return Buffer.concat([Buffer.from(`${lines}MIME-Version: 1.0\r\n`), whole]);
}

/** A line break in a value must not begin a header of its own. */
function folded(value: string): string {
  return value
    .replace(/\r\n?|\n/g, "\n")
    .trim()
    .replace(/\n+(?=[ \t])/g, "\r\n")
    .replace(/\n+/g, "\r\n ");
}

function part(type: string, content: Buffer, more = ""): Buffer {
  const base64 = content.toString("base64").replace(/.{76}(?=.)/g, "$&\r\n");
  return Buffer.from(
    `Content-Type: ${type}\r\n${more}Content-Transfer-Encoding: base64\r\n\r\n${base64}\r\n`,
  );
}

function filePart({ name, mediaType, contentId, content }: RebuiltFile): Buffer {
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : "application/octet-stream";
  const word = `=?utf-8?B?${Buffer.from(name).toString("base64")}?=`;
  const id = contentId?.replace(/[<>\s]/g, "");
  const about = `Content-Disposition: ${id ? "inline" : "attachment"}; filename="${word}"\r\n`;
  // A mail within the mail must not be encoded (RFC 2046, 5.2.1), and whoever reads it would take it for part of this one.
  const safe = /^(?:message|multipart)\//i.test(type) ? "application/octet-stream" : type;
  return part(`${safe}; name="${word}"`, content, id ? `${about}Content-ID: <${id}>\r\n` : about);
}

function joined(kind: "alternative" | "mixed", parts: readonly Buffer[]): Buffer {
  const boundary = `=_${randomBytes(18).toString("hex")}`;
  return Buffer.concat([
    Buffer.from(`Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n`),
    ...parts.flatMap((one) => [Buffer.from(`--${boundary}\r\n`), one, Buffer.from("\r\n")]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}
