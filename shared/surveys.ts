import { z } from "zod";
import { AgentRef } from "./conversation-shape.ts";
import { CustomerRef } from "./customers.ts";
import { endpoint } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

/** A customer's answer to a follow-up: CSAT, 1 (very unhappy) to 5 (very happy). */
export const Response = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  conversationNumber: z.number().int(),
  customer: CustomerRef,
  holder: AgentRef.nullable(),
  rating: z.number().int().min(1).max(5),
  comment: z.string(),
  at: moment,
});
export type Response = z.infer<typeof Response>;

export const listResponses = endpoint({
  method: "GET",
  path: "/api/responses",
  summary: "What customers answered to follow-ups, newest first.",
  audience: "agent",
  permission: "figures.read",
  scope: "reports:read",
  query: pageQuery.extend({ rating: z.coerce.number().int().min(1).max(5).optional() }),
  reply: page(Response),
});
