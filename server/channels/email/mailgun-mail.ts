import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type FormPart, readForm } from "./form-body.ts";
import { contentKey, forged, type HookMail, type HookRequest, noMail } from "./hook-mail.ts";
import { rebuildMail } from "./rebuilt-mail.ts";

/** Mailgun tries again for eight hours; what is older was caught and sent by somebody else. */
const oldest = 10 * 3_600_000;

const Headers = z.array(z.tuple([z.string(), z.string()]));
const ContentIds = z.record(z.string(), z.string());

/** A mail in the shape of a Mailgun route, its signature checked; raw, because the address ends with "mime". */
export function mailgunMail({ body, header }: HookRequest, signingKey: string, now: Date): HookMail {
  const form = formOf(body, header("content-type"));
  const field = (name: string) => form.get(name)?.content.toString("utf8") ?? "";
  const [timestamp, token, signature] = [field("timestamp"), field("token"), field("signature")];
  checkMailgun({ timestamp, token, signature }, signingKey, now);
  const raw = form.get("body-mime")?.content;
  if (!raw && !form.has("message-headers"))
    throw noMail("This is not what a Mailgun route forwards. Enter the whole address, with `mime` in it.");
  return {
    raw: raw ?? rebuilt(form),
    envelopeFrom: form.has("sender") ? field("sender") : null,
    to: field("recipient")
      .split(",")
      .map((address) => address.trim())
      .filter((address) => address !== ""),
    remoteIp: "",
    helo: "",
    key: contentKey("mailgun", ...(raw ? [raw] : mailPieces(form))),
  };
}

export interface MailgunSignature {
  timestamp: string;
  token: string;
  signature: string;
}

/** Refuses what Mailgun did not sign (HMAC-SHA256 of timestamp and token), and what is too old. */
export function checkMailgun(
  { timestamp, token, signature }: MailgunSignature,
  signingKey: string,
  now: Date,
): void {
  if (timestamp === "" || token === "" || signature === "") throw forged("Mailgun's signature is missing.");
  const right = createHmac("sha256", signingKey).update(timestamp).update(token).digest();
  const given = Buffer.from(signature, "hex");
  if (given.length !== right.length || !timingSafeEqual(given, right))
    throw forged("Mailgun's signature does not hold. Check the signing key.");
  const age = now.getTime() - Number(timestamp) * 1000;
  if (!(Math.abs(age) < oldest))
    throw forged("Mailgun's signature is too old, or the clock of this machine is wrong.");
}

function formOf(body: Buffer, type: string): Map<string, FormPart> {
  try {
    return readForm(body, type);
  } catch {
    throw noMail("This is not what a Mailgun route forwards.");
  }
}

/** Everything but the signature, which is another one each time. */
function mailPieces(form: Map<string, FormPart>): (string | Buffer)[] {
  return [...form]
    .filter(([name]) => !/^(?:timestamp|token|signature)$/.test(name))
    .flatMap(([name, { content }]) => [name, content]);
}

function rebuilt(form: Map<string, FormPart>): Buffer {
  const field = (name: string) => form.get(name)?.content.toString("utf8") ?? "";
  const headers = Headers.safeParse(parsed(field("message-headers")));
  if (!headers.success) throw noMail("The headers that Mailgun sent cannot be read.");
  const ids = ContentIds.catch({}).parse(parsed(field("content-id-map")));
  const idOf = new Map(Object.entries(ids).map(([id, name]) => [name, id]));
  const files = [...form]
    .filter(([name]) => /^attachment-\d+$/.test(name))
    .map(([name, { content, fileName, mediaType }]) => ({
      name: fileName ?? name,
      mediaType,
      contentId: idOf.get(name) ?? null,
      content,
    }));
  return rebuildMail({ headers: headers.data, text: field("body-plain"), html: field("body-html"), files });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
