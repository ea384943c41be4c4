import { z } from "zod";
import { endpoint } from "./endpoint.ts";

/** What must be known before a conversation is resolved, besides the fields that are required. */
export const ResolveRules = z.object({ topicRequired: z.boolean(), rootCauseRequired: z.boolean() });
export type ResolveRules = z.infer<typeof ResolveRules>;

export const getResolveRules = endpoint({
  method: "GET",
  path: "/api/resolve-rules",
  summary: "Whether a topic and a root cause are required to resolve.",
  audience: "member",
  scope: "settings:read",
  reply: ResolveRules,
});

export const changeResolveRules = endpoint({
  method: "PATCH",
  path: "/api/resolve-rules",
  summary:
    "Says whether a topic and a root cause are required to resolve; one is asked for only while there are some to choose.",
  audience: "lead",
  permission: "sorting.topics",
  scope: "settings:write",
  body: ResolveRules.partial(),
  reply: ResolveRules,
});
