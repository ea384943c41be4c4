import { z } from "zod";
import { InboundMail } from "./email.ts";
import { endpoint, one } from "./endpoint.ts";
import { DeliveryRef } from "./messages.ts";
import { moment } from "./moment.ts";

export const ProofResult = z.enum([
  "pass",
  "fail",
  "softfail",
  "neutral",
  "none",
  "policy",
  "temperror",
  "permerror",
]);
export type ProofResult = z.infer<typeof ProofResult>;

const proof = z.object({ result: ProofResult, domain: z.string() });

/** What was found out about a mail when it was read. */
export const MailFindings = z.object({
  spf: proof,
  dkim: z.array(proof.extend({ aligned: z.boolean() })),
  dmarc: proof.extend({ policy: z.string() }),
  arc: z.object({ result: ProofResult, sealedBy: z.string() }),
  /** From can be believed; `why` says by what, or why not. */
  proven: z.boolean(),
  why: z.string(),
  /** signed: by an address made for this customer; answer: by the mail it answers; number: by [#12] in the subject; new: it began one. */
  joined: z.enum(["signed", "answer", "number", "new"]).nullable(),
  /** What was wrong with it, in short words; empty for a clean mail. */
  flaws: z.array(z.string()),
});
export type MailFindings = z.infer<typeof MailFindings>;

export const IncomingStory = z.object({
  inboundId: z.uuid(),
  source: InboundMail.shape.source,
  inboxName: z.string(),
  envelopeFrom: z.string(),
  envelopeTo: z.array(z.string()),
  /** The server that handed it over; "" when it was fetched. */
  remoteIp: z.string(),
  helo: z.string(),
  size: z.number().int(),
  receivedAt: moment,
  /** Null for mail from before this was kept. */
  findings: MailFindings.nullable(),
});
export type IncomingStory = z.infer<typeof IncomingStory>;

export const DeliveryStory = DeliveryRef.extend({
  attempts: z.number().int(),
  messageId: z.string(),
  /** Every state it had, oldest first, with the server's own words. */
  steps: z.array(z.object({ state: DeliveryRef.shape.state, reason: z.string(), at: moment })),
});
export type DeliveryStory = z.infer<typeof DeliveryStory>;

export const getMailStory = endpoint({
  method: "GET",
  path: "/api/messages/:id/mail",
  summary:
    "What happened to a message as mail: how it came and why it was believed or not, or how each copy fared on its way.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: z.object({ incoming: IncomingStory.nullable(), deliveries: z.array(DeliveryStory) }),
});
