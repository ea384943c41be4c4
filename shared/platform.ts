import { z } from "zod";
import { endpoint, nothing, one } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

/** A reaction that failed for good. */
export const FailedReaction = z.object({
  id: z.string(),
  reaction: z.string(),
  event: z.string(),
  eventId: z.uuid(),
  error: z.string(),
  attempts: z.number().int(),
  at: moment,
});
export type FailedReaction = z.infer<typeof FailedReaction>;

export const listFailedReactions = endpoint({
  method: "GET",
  path: "/api/failed-reactions",
  summary: "Work that hangs on an event and has failed for good, newest first.",
  audience: "admin",
  permission: "workspace.repair",
  scope: "settings:read",
  query: pageQuery,
  reply: page(FailedReaction),
});

export const retryReaction = endpoint({
  method: "POST",
  path: "/api/failed-reactions/:id/retry",
  summary: "Tries failed work once more from the start.",
  audience: "admin",
  permission: "workspace.repair",
  scope: "settings:write",
  params: z.object({ id: z.string().max(40) }),
  reply: nothing,
});

export const listTroubles = endpoint({
  method: "GET",
  path: "/api/troubles",
  summary:
    "What keeps this Baton from working as it should now: files that cannot be stored, events that wait; empty when all is well.",
  audience: "admin",
  permission: "workspace.repair",
  scope: "settings:read",
  reply: z.object({
    items: z.array(z.object({ kind: z.enum(["files", "relay"]), count: z.number().int() })),
  }),
});

export const uploadFile = endpoint({
  method: "POST",
  path: "/api/files",
  summary: "Keeps one file (multipart field `file`, at most 25 MB) to be attached to a message.",
  audience: "member",
  scope: "conversations:write",
  file: true,
  reply: z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.number().int() }),
  errors: ["too_large"],
});

export const downloadFile = endpoint({
  method: "GET",
  path: "/api/files/:id",
  summary: "The content of an attachment, only to those who may see its message.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: z.unknown(),
});
