import { z } from "zod";
import { BulkSelection } from "./bulk.ts";
import { endpoint } from "./endpoint.ts";
import type { SideState } from "./side-conversations.ts";
import type { Task } from "./tasks.ts";

/** States of a task or side conversation in which it is still open when its conversation is resolved. */
export const leftOpenStates = ["open", "waiting", "answered"] as const satisfies (
  | Task["state"]
  | SideState
)[];

/** Whether resolving the conversation leaves this task or side conversation open. */
export function isLeftOpen({ state }: { state: Task["state"] | SideState }): boolean {
  return (leftOpenStates as readonly string[]).includes(state);
}

export const countLeftOpen = endpoint({
  method: "POST",
  path: "/api/bulk/left-open",
  summary:
    "What resolving a selection would leave open: how many tasks and side conversations, in how many of its conversations.",
  audience: "agent",
  permission: "conversations.bulk",
  scope: "conversations:read",
  body: z.object({ selection: BulkSelection }),
  reply: z.object({
    conversations: z.number().int(),
    tasks: z.number().int(),
    sides: z.number().int(),
  }),
  errors: ["condition_unusable", "too_large"],
});
