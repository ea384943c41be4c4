import { createHash } from "node:crypto";
import { Refusal } from "../../platform/errors.ts";

/** A mail as a provider hands it over. */
export interface HookMail {
  raw: Buffer;
  /** SMTP sender; "" for the null path, null when the provider does not tell. */
  envelopeFrom: string | null;
  /** SMTP recipients. */
  to: string[];
  remoteIp: string;
  helo: string;
  /** The same key of an inbox is the same mail. */
  key: string;
  /** What the provider calls it; without, it goes by its Message-ID there. */
  id?: string;
}

/** What came by HTTP. */
export interface HookRequest {
  body: Buffer;
  /** One value of a header, "" without. */
  header(name: string): string;
}

/** What the provider calls a mail: its own id, else the Message-ID in its head. */
export function providerId({ id, raw }: HookMail): string {
  const head =
    raw
      .subarray(0, 65_536)
      .toString("latin1")
      .split(/\r?\n\r?\n/, 1)[0] ?? "";
  return (id || (/^message-id:\s*(\S{1,500})/im.exec(head)?.[1] ?? "")).slice(0, 500).replaceAll("\0", "");
}

/** Refuses a request whose signature does not hold; the reason is shown on the hook. */
export const forged = (why: string) => new Refusal("forbidden", why);

/** Refuses a request that holds no mail that can be read. */
export const noMail = (why: string) => new Refusal("unprocessable", why);

/** A key for providers without an id of their own: the very same content is the same mail. */
export function contentKey(...content: (Buffer | string)[]): string {
  const hash = createHash("sha256");
  for (const piece of content) hash.update(piece).update("\0");
  return `sha256:${hash.digest("hex")}`;
}

export function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw noMail("The request is not JSON.");
  }
}
