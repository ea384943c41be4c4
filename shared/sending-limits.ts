import { z } from "zod";
import { endpoint, one } from "./endpoint.ts";

/** How much and how often an inbox sends. */
export const SendingLimits = z.object({
  /** A mail that would be larger takes its largest files along as links. Bytes of the whole mail, as it goes over the wire. */
  largestBytes: z.number().int().min(1_000_000).max(50_000_000),
  /** How long such a link works. */
  linkDays: z.number().int().min(1).max(365),
  /** Mails that no person wrote, to one address in an hour; more are held. */
  automaticPerHour: z.number().int().min(1).max(100),
});
export type SendingLimits = z.infer<typeof SendingLimits>;

export const getSendingLimits = endpoint({
  method: "GET",
  path: "/api/inboxes/:id/sending-limits",
  summary:
    "From which size an inbox sends files by link, how long links work, and how many automatic mails one address gets.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:read",
  params: one,
  reply: SendingLimits,
});

export const setSendingLimits = endpoint({
  method: "PUT",
  path: "/api/inboxes/:id/sending-limits",
  summary: "Sets the limits of an inbox's outgoing mail; they hold for the next mail.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:write",
  params: one,
  body: SendingLimits,
  reply: SendingLimits,
});
