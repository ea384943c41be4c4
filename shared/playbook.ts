import { z } from "zod";
import { AgentRef } from "./conversation-shape.ts";
import { endpoint, nothing, one } from "./endpoint.ts";
import { moment } from "./moment.ts";

/** What every complaint goes through, in this order. */
export const playbookSteps = [
  "acknowledged",
  "understood",
  "apologised",
  "owned",
  "solution",
  "followed_up",
  "root_cause",
] as const;
export const PlaybookStep = z.enum(playbookSteps);
export type PlaybookStep = z.infer<typeof PlaybookStep>;

/** One step, ticked by what really happened. */
export const Tick = z.object({
  step: PlaybookStep,
  done: z.boolean(),
  at: moment.nullable(),
  by: AgentRef.nullable(),
  /** The message or note that ticked it. */
  messageId: z.uuid().nullable(),
  /** Its words: the sentence, the brief, the reason, the cause. */
  words: z.string().nullable(),
});
export type Tick = z.infer<typeof Tick>;

export const Playbook = z.object({
  complaint: z.boolean(),
  /** What says that it is one: its type, or without a type its topic. */
  why: z.enum(["type", "topic"]).nullable(),
  steps: z.array(Tick),
  /** A sentence of a sent reply that reads like an apology, to be confirmed. */
  suggestion: z.object({ messageId: z.uuid(), sentence: z.string() }).nullable(),
});
export type Playbook = z.infer<typeof Playbook>;

export const getPlaybook = endpoint({
  method: "GET",
  path: "/api/conversations/:id/playbook",
  summary: "The resolution playbook of a conversation, each step ticked by what happened.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: Playbook,
});

export const confirmApology = endpoint({
  method: "PUT",
  path: "/api/conversations/:id/playbook/apology",
  summary: "Confirms that a sent reply apologises; refuses one in which no such sentence stands.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ messageId: z.uuid() }),
  reply: Playbook,
});

export const withdrawApology = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/playbook/apology",
  summary: "Says that the confirmed sentence is no apology after all.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: nothing,
});

export const getPlaybookFigures = endpoint({
  method: "GET",
  path: "/api/playbook/figures",
  summary:
    "Complaints that began in the last days: how many went through every step, the share of them (null without any), and how many through each one.",
  audience: "lead",
  permission: "figures.live",
  scope: "reports:read",
  query: z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }),
  reply: z.object({
    complaints: z.number().int(),
    complete: z.number().int(),
    share: z.number().nullable(),
    steps: z.array(z.object({ step: PlaybookStep, done: z.number().int() })),
  }),
});
