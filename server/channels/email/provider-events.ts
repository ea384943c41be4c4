import { z } from "zod";
import { contentKey, noMail } from "./hook-mail.ts";
import { bareId, type ToldEvent, timeOf } from "./told-event.ts";

const text = z.string().default("");
const found = (...names: (string | undefined)[]) => names.filter((name): name is string => Boolean(name));

const Postmark = z.object({
  RecordType: z.string(),
  MessageID: text,
  ID: z.number().optional(),
  Type: text,
  Recipient: text,
  Email: text,
  DeliveredAt: z.string().optional(),
  BouncedAt: z.string().optional(),
  Details: text,
  Description: text,
  Metadata: z.record(z.string(), z.string()).default({}),
});

/** No bounces at all: somebody's robot answered, or a list changed. */
const answered = new Set([
  "AutoResponder",
  "ChallengeVerification",
  "AddressChange",
  "Subscribe",
  "Unsubscribe",
]);

/** Events in the shape of Postmark's webhooks; what is only opened or clicked says nothing about arrival. */
export function postmarkEvents(body: unknown, now: Date): ToldEvent[] {
  const read = Postmark.safeParse(body);
  if (!read.success) throw noMail("This is not what Postmark tells about mail.");
  const { RecordType, MessageID, ID, Type, Details, Description, Metadata, ...rest } = read.data;
  const at = timeOf(rest.DeliveredAt ?? rest.BouncedAt, now);
  const base = {
    key: contentKey(RecordType, MessageID, String(ID ?? ""), rest.Recipient || rest.Email, at.toISOString()),
    address: rest.Recipient || rest.Email,
    detail: Details || Description,
    names: found(Metadata["baton"], MessageID),
    permanent: false,
    at,
  };
  if (RecordType === "Delivery") return [{ ...base, kind: "delivered" }];
  if (RecordType === "SpamComplaint") return [{ ...base, kind: "complained" }];
  if (RecordType !== "Bounce" || answered.has(Type)) return [];
  if (Type === "SpamComplaint" || Type === "SpamNotification") return [{ ...base, kind: "complained" }];
  if (Type === "Transient") return [{ ...base, kind: "deferred" }];
  return [{ ...base, kind: "bounced", permanent: Type === "HardBounce" || Type === "BadEmailAddress" }];
}

const Sendgrid = z.array(
  z.object({
    event: z.string(),
    email: text,
    timestamp: z.number().optional(),
    sg_event_id: z.string().optional(),
    sg_message_id: z.string().optional(),
    "smtp-id": z.string().optional(),
    type: text,
    reason: text,
    response: text,
    status: text,
  }),
);

const sendgridKinds: Record<string, ToldEvent["kind"]> = {
  delivered: "delivered",
  deferred: "deferred",
  bounce: "bounced",
  dropped: "bounced",
  spamreport: "complained",
};

/** Events in the shape of SendGrid's event webhook, many at once. */
export function sendgridEvents(body: unknown, now: Date): ToldEvent[] {
  const read = Sendgrid.safeParse(body);
  if (!read.success) throw noMail("This is not what SendGrid tells about mail.");
  return read.data.flatMap((one) => {
    const kind = sendgridKinds[one.event];
    if (!kind) return [];
    // SMTP's answer holds the id up to the first point.
    const own = one.sg_message_id?.split(".")[0];
    const gone =
      (one.event === "bounce" && one.type !== "blocked") ||
      (one.event === "dropped" && /^(?:bounced address|invalid)/i.test(one.reason));
    return [
      {
        key: one.sg_event_id ?? contentKey(JSON.stringify(one)),
        kind,
        permanent: kind === "bounced" && gone,
        address: one.email,
        detail: one.reason || one.response || one.status,
        names: found(bareId(one["smtp-id"]), own),
        at: timeOf(one.timestamp, now),
      },
    ];
  });
}

const Mailgun = z.object({
  "event-data": z.object({
    id: z.string().optional(),
    event: z.string(),
    severity: text,
    reason: text,
    recipient: text,
    timestamp: z.number().optional(),
    message: z.object({ headers: z.object({ "message-id": text }).default({ "message-id": "" }) }).optional(),
    "delivery-status": z
      .object({
        code: z.union([z.number(), z.string()]).nullish(),
        message: z.string().nullish(),
        description: z.string().nullish(),
      })
      .optional(),
  }),
});

/** One event in the shape of Mailgun's webhooks. */
export function mailgunEvents(body: unknown, now: Date): ToldEvent[] {
  const read = Mailgun.safeParse(body);
  if (!read.success) throw noMail("This is not what Mailgun tells about mail.");
  const data = read.data["event-data"];
  const status = data["delivery-status"];
  const kind = mailgunKind(data.event, data.severity);
  if (!kind) return [];
  const detail = status?.message || status?.description || data.reason;
  return [
    {
      key: data.id ?? contentKey(JSON.stringify(data)),
      kind,
      permanent:
        kind === "bounced" &&
        /^(?:bounce|suppress-bounce)$/.test(data.reason) &&
        Number(status?.code ?? 550) >= 500,
      address: data.recipient,
      detail: [status?.code, detail].filter(Boolean).join(" "),
      names: found(bareId(data.message?.headers["message-id"])),
      at: timeOf(data.timestamp, now),
    },
  ];
}

function mailgunKind(event: string, severity: string): ToldEvent["kind"] | null {
  if (event === "delivered") return "delivered";
  if (event === "complained") return "complained";
  if (event !== "failed") return null;
  return severity === "temporary" ? "deferred" : "bounced";
}

const Recipient = z.object({ emailAddress: z.string(), status: text, diagnosticCode: text });
const Ses = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  mail: z.object({
    messageId: z.string(),
    timestamp: z.string().optional(),
    commonHeaders: z.object({ messageId: text }).optional(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  }),
  bounce: z
    .object({ bounceType: text, timestamp: z.string().optional(), bouncedRecipients: z.array(Recipient) })
    .optional(),
  complaint: z
    .object({
      timestamp: z.string().optional(),
      complainedRecipients: z.array(Recipient),
      complaintFeedbackType: text,
    })
    .optional(),
  delivery: z
    .object({ timestamp: z.string().optional(), recipients: z.array(z.string()), smtpResponse: text })
    .optional(),
  deliveryDelay: z
    .object({ timestamp: z.string().optional(), delayedRecipients: z.array(Recipient) })
    .optional(),
});

/** Events in the shape of SES, by SNS notification or event publishing; one a recipient. */
export function sesEvents(body: unknown, key: string, now: Date): ToldEvent[] {
  const read = Ses.safeParse(body);
  if (!read.success) throw noMail("This notification is not about a mail that SES sent.");
  const { mail, bounce, complaint, delivery, deliveryDelay } = read.data;
  const header = mail.headers.find(({ name }) => name.toLowerCase() === "message-id")?.value;
  const names = found(bareId(header), bareId(mail.commonHeaders?.messageId), mail.messageId);
  const told = (
    kind: ToldEvent["kind"],
    address: string,
    detail: string,
    time?: string,
    permanent = false,
  ) => ({
    key: `${key}/${kind}/${address.toLowerCase()}`,
    kind,
    permanent,
    address: address.replace(/^.*<|>.*$/g, ""),
    detail,
    names,
    at: timeOf(time ?? mail.timestamp, now),
  });
  return [
    ...(delivery?.recipients.map((one) =>
      told("delivered", one, delivery.smtpResponse, delivery.timestamp),
    ) ?? []),
    ...(deliveryDelay?.delayedRecipients.map((one) =>
      told("deferred", one.emailAddress, one.diagnosticCode, deliveryDelay.timestamp),
    ) ?? []),
    ...(bounce?.bouncedRecipients.map((one) =>
      told(
        "bounced",
        one.emailAddress,
        one.diagnosticCode || one.status,
        bounce.timestamp,
        bounce.bounceType === "Permanent",
      ),
    ) ?? []),
    ...(complaint?.complainedRecipients.map((one) =>
      told("complained", one.emailAddress, complaint.complaintFeedbackType, complaint.timestamp),
    ) ?? []),
  ];
}
