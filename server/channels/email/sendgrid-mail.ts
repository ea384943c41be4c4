import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { type FormPart, readForm } from "./form-body.ts";
import { headerLines } from "./header-lines.ts";
import { contentKey, forged, type HookMail, type HookRequest, noMail } from "./hook-mail.ts";
import { rebuildMail } from "./rebuilt-mail.ts";

const Envelope = z.object({ to: z.array(z.string()).default([]), from: z.string().optional() });
const FileInfo = z.record(
  z.string(),
  z.object({
    filename: z.string().optional(),
    type: z.string().optional(),
    "content-id": z.string().optional(),
  }),
);

/**
 * Checks the signature of a signed webhook (ECDSA P-256 over timestamp and body). Inbound Parse has none unless a security policy
 * is attached to it; then its verification key is entered here, and unsigned requests are refused.
 */
export function checkSendgrid({ body, header }: HookRequest, verificationKey: string): void {
  const signature = header("x-twilio-email-event-webhook-signature");
  const timestamp = header("x-twilio-email-event-webhook-timestamp");
  if (signature === "" || timestamp === "") throw forged("SendGrid's signature is missing.");
  let holds = false;
  try {
    const key = createPublicKey({ key: Buffer.from(verificationKey, "base64"), format: "der", type: "spki" });
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    holds = verify("sha256", signed, key, Buffer.from(signature, "base64"));
  } catch {
    throw forged("The verification key entered for SendGrid cannot be read.");
  }
  if (!holds) throw forged("SendGrid's signature does not hold.");
}

/** A mail in the shape of SendGrid's Inbound Parse; raw when "POST the raw, full MIME message" is on there. */
export function sendgridMail({ body, header }: HookRequest): HookMail {
  const form = formOf(body, header("content-type"));
  const field = (name: string) => form.get(name)?.content.toString("utf8") ?? "";
  const envelope = Envelope.safeParse(parsed(field("envelope")));
  const raw = form.get("email")?.content;
  if (!raw && !form.has("headers")) throw noMail("This is not what SendGrid sends for inbound mail.");
  return {
    raw: raw ?? rebuilt(form),
    envelopeFrom: (envelope.success ? envelope.data.from : undefined) ?? null,
    to: envelope.success ? envelope.data.to : [],
    remoteIp: field("sender_ip").trim(),
    helo: "",
    key: raw
      ? contentKey("sendgrid", raw)
      : contentKey("sendgrid", ...[...form].flatMap(([name, { content }]) => [name, content])),
  };
}

function formOf(body: Buffer, type: string): Map<string, FormPart> {
  try {
    return readForm(body, type);
  } catch {
    throw noMail("This is not what SendGrid sends for inbound mail.");
  }
}

function rebuilt(form: Map<string, FormPart>): Buffer {
  const charsets = z
    .record(z.string(), z.string())
    .catch({})
    .parse(parsed(form.get("charsets")?.content.toString() ?? ""));
  const text = (name: string) => {
    const content = form.get(name)?.content ?? Buffer.of();
    try {
      return new TextDecoder(charsets[name] ?? "utf-8").decode(content);
    } catch {
      return content.toString("utf8");
    }
  };
  const info = FileInfo.catch({}).parse(parsed(form.get("attachment-info")?.content.toString() ?? ""));
  const files = [...form]
    .filter(([name]) => /^attachment\d+$/.test(name))
    .map(([name, { content, fileName, mediaType }]) => ({
      name: info[name]?.filename ?? fileName ?? name,
      mediaType: info[name]?.type ?? mediaType,
      contentId: info[name]?.["content-id"] ?? null,
      content,
    }));
  return rebuildMail({
    headers: headerLines(text("headers")),
    text: text("text"),
    html: text("html"),
    files,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
