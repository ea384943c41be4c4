import { z } from "zod";
import { contentKey, forged, type HookMail, type HookRequest, noMail, readJson } from "./hook-mail.ts";
import { checkSns, type Fetch, isSnsAddress, SnsMessage } from "./sns-signature.ts";

const Received = z.object({
  notificationType: z.literal("Received"),
  mail: z.object({ messageId: z.string().min(1), source: z.string().optional() }),
  receipt: z.object({
    recipients: z.array(z.string()).default([]),
    action: z.object({ type: z.string(), encoding: z.string().default("UTF8") }),
  }),
  content: z.string().optional(),
});

export interface Topic {
  /** The topic the hook belongs to; null before the first confirmation. */
  topic: string | null;
  now: Date;
}

/** A mail that SES received and published by SNS, or the topic that is confirmed from now on. */
export async function sesMail(
  request: HookRequest,
  fetch: Fetch,
  topic: Topic,
): Promise<{ mail: HookMail } | { topic: string }> {
  const came = await openSns(request, fetch, topic);
  return "message" in came ? { mail: mailIn(came.message) } : came;
}

/** What came by SNS, its signature checked; a subscription is confirmed at Amazon and nowhere else. */
export async function openSns(
  { body }: HookRequest,
  fetch: Fetch,
  { topic, now }: Topic,
): Promise<{ message: SnsMessage } | { topic: string }> {
  const message = SnsMessage.safeParse(readJson(body));
  if (!message.success)
    throw noMail("This is not what SNS sends. Raw message delivery must be off: it carries no signature.");
  await checkSns(message.data, fetch, now);
  const { Type, TopicArn, SubscribeURL = "" } = message.data;
  if (topic !== null && topic !== TopicArn)
    throw forged(`This hook belongs to another topic, not to ${TopicArn}.`);
  if (Type === "Notification") return { message: message.data };
  if (Type === "SubscriptionConfirmation") {
    if (!isSnsAddress(SubscribeURL)) throw forged("The address to confirm at is not Amazon's.");
    await fetch(SubscribeURL);
  }
  return { topic: TopicArn };
}

function mailIn({ Message }: SnsMessage): HookMail {
  const received = Received.safeParse(readJson(Buffer.from(Message)));
  if (!received.success) throw noMail("This notification is not about a mail that SES received.");
  const { mail, receipt, content } = received.data;
  if (content === undefined)
    throw noMail(
      "The notification holds no mail. Let the SES rule publish to SNS itself (action SNS), not to S3.",
    );
  return {
    raw: Buffer.from(content, receipt.action.encoding.toUpperCase() === "BASE64" ? "base64" : "utf8"),
    envelopeFrom: mail.source ?? null,
    to: receipt.recipients,
    remoteIp: "",
    helo: "",
    key: contentKey("ses", mail.messageId),
    id: mail.messageId,
  };
}
