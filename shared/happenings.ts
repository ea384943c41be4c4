import { z } from "zod";
import { endpoint, one } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

/** What happened to a conversation between its messages, from the log. */
export const Happening = z.object({
  id: z.uuid(),
  name: z.string(),
  actor: z.object({ kind: z.string(), id: z.uuid().nullable(), name: z.string() }),
  data: z.record(z.string(), z.unknown()),
  at: moment,
});

export type Happening = z.infer<typeof Happening>;

export const listHappenings = endpoint({
  method: "GET",
  path: "/api/conversations/:id/happenings",
  summary: "What happened to a conversation, newest first: who held it, what was promised, kept and broken.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  query: pageQuery,
  reply: page(Happening),
});
