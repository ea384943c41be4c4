import { z } from "zod";
import { Brief, Conversation } from "./conversation-shape.ts";
import { endpoint, one } from "./endpoint.ts";

export const assign = endpoint({
  method: "PUT",
  path: "/api/conversations/:id/holder",
  summary: "Gives the conversation to a person or a team at once; with `agentId` oneself it is taken.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.union([
    z.object({ agentId: z.uuid(), teamId: z.uuid().optional() }),
    z.object({ teamId: z.uuid() }),
  ]),
  reply: Conversation,
  errors: ["holder_inactive"],
});

export const offerHandover = endpoint({
  method: "POST",
  path: "/api/conversations/:id/handover",
  summary:
    "Offers the conversation with a brief to a person or a team; the giver holds it until it is accepted.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ agentId: z.uuid().optional(), teamId: z.uuid().optional(), brief: Brief }),
  reply: Conversation,
  errors: ["handover_pending", "holder_inactive"],
});

export const acceptHandover = endpoint({
  method: "POST",
  path: "/api/conversations/:id/handover/acceptance",
  summary: "Accepts a handover offered to oneself or one's team; from now on one holds it.",
  audience: "member",
  scope: "conversations:write",
  params: one,
  reply: Conversation,
  errors: ["not_offered_to_you"],
});

export const declineHandover = endpoint({
  method: "POST",
  path: "/api/conversations/:id/handover/refusal",
  summary: "Declines a handover with a reason; the giver goes on holding.",
  audience: "member",
  scope: "conversations:write",
  params: one,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  reply: Conversation,
  errors: ["not_offered_to_you"],
});

export const withdrawHandover = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/handover",
  summary: "Takes an unanswered handover back.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: Conversation,
});
