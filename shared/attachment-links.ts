import { z } from "zod";
import { endpoint, one } from "./endpoint.ts";
import { moment } from "./moment.ts";

/** How an attachment that was too large for its mail can be fetched by whoever got the mail. */
export const AttachmentLink = z.object({
  expiresAt: moment,
  /** When somebody ended it before its time. */
  revokedAt: moment.nullable(),
  /** How often it was fetched, by whom is not known. */
  downloads: z.number().int(),
  downloadedAt: moment.nullable(),
});
export type AttachmentLink = z.infer<typeof AttachmentLink>;

export const renewAttachmentLink = endpoint({
  method: "POST",
  path: "/api/attachments/:id/link",
  summary:
    "Lets the link of an attachment that was sent by link work for another 30 days, also when it has run out or was ended.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: AttachmentLink,
});

export const revokeAttachmentLink = endpoint({
  method: "DELETE",
  path: "/api/attachments/:id/link",
  summary: "Ends the link of an attachment that was sent by link: nobody can fetch it by it any more.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: AttachmentLink,
});
