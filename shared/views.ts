import { z } from "zod";
import { ConversationRow } from "./conversation-shape.ts";
import { endpoint } from "./endpoint.ts";
import { page, pageQuery } from "./page.ts";

export const views = [
  "mine",
  "team",
  "due_soon",
  "overdue",
  "unheld",
  "waiting",
  "resolved",
  "all",
  "offered",
] as const;

export const View = z.enum(views);

export type View = z.infer<typeof View>;

export const listConversations = endpoint({
  method: "GET",
  path: "/api/conversations",
  summary: "One view of the inbox, what is due next first (resolved: newest first).",
  audience: "member",
  scope: "conversations:read",
  query: pageQuery.extend({
    view: View.default("all"),
    /** Only this customer's, newest first. */
    customerId: z.uuid().optional(),
  }),
  reply: page(ConversationRow),
});

export const countViews = endpoint({
  method: "GET",
  path: "/api/conversations/counts",
  summary: "How many conversations each view holds; a count stops at 1,000.",
  audience: "member",
  scope: "conversations:read",
  reply: z.object({ counts: z.record(z.string(), z.number().int()) }),
});
