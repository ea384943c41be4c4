import { z } from "zod";
import { endpoint } from "./endpoint.ts";

/** Which of the first steps of a workspace its people have done; what the demo did counts for nothing. */
export const FirstSteps = z.object({
  /** An inbox with a mail server of its own. */
  inbox: z.boolean(),
  /** Somebody else was invited. */
  colleague: z.boolean(),
  /** Somebody sent a reply or resolved a conversation. */
  answer: z.boolean(),
});
export type FirstSteps = z.infer<typeof FirstSteps>;

export const getFirstSteps = endpoint({
  method: "GET",
  path: "/api/first-steps",
  summary: "Which of the first steps of a new workspace its people have done; the demo does none of them.",
  audience: "agent",
  scope: "settings:read",
  reply: FirstSteps,
});
