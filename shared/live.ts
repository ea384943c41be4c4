import { z } from "zod";
import { passing } from "./passing.ts";

/** What a server says over the live connection (`/api/live?since=`): place in the log, name and ids, never content. */
export const LiveFrame = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("event"),
    at: z.string(),
    name: z.string(),
    ids: z.record(z.string(), z.string()),
  }),
  /** Up to date until this place. */
  z.object({ kind: z.literal("ready"), at: z.string() }),
  /** What was missed is no longer known: fetch anew. */
  z.object({ kind: z.literal("reload"), at: z.string() }),
  /** Never stored: somebody looks at or types in a conversation, or one's own draft changed on some device. */
  z.object({
    kind: z.literal("signal"),
    name: z.enum(["viewing", "typing", "left", "draft"]),
    conversationId: z.string(),
    agentId: z.string(),
    /** Of one's own draft, which one of one's devices has saved. */
    version: z.string().optional(),
  }),
  /** Never stored: something that is shown moved on, and it is nobody's history. */
  z.object({ kind: z.literal("passing"), name: z.enum(passing) }),
]);
export type LiveFrame = z.infer<typeof LiveFrame>;

/** What a browser says. */
export const LiveWord = z.object({
  signal: z.enum(["viewing", "typing", "left"]),
  conversationId: z.uuid(),
});
export type LiveWord = z.infer<typeof LiveWord>;
