import type { ResolveRules } from "../../shared/resolve-rules.ts";
import type { Work } from "../platform/work.ts";
import type { ConversationRecord } from "./access.ts";
import { listRootCauses } from "./root-cause.ts";
import { listTopics, topicPath } from "./topic.ts";

const none: ResolveRules = { topicRequired: false, rootCauseRequired: false };

/** Whether a topic and a root cause are required to resolve. */
export async function resolveRules(work: Work): Promise<ResolveRules> {
  const row = await work.db
    .selectFrom("resolveRules")
    .select(["topicRequired", "rootCauseRequired"])
    .where("workspaceId", "=", work.workspaceId)
    .executeTakeFirst();
  return row ?? none;
}

/** Changes what is given; as it was: tells nobody. */
export async function changeResolveRules(
  work: Work,
  wanted: { [K in keyof ResolveRules]?: boolean | undefined },
): Promise<ResolveRules> {
  const before = await resolveRules(work);
  const after = { ...before, ...wanted };
  const fields = (Object.keys(none) as (keyof ResolveRules)[]).filter((key) => after[key] !== before[key]);
  if (fields.length === 0) return before;
  await work.db
    .insertInto("resolveRules")
    .values({ workspaceId: work.workspaceId, ...after })
    .onConflict((conflict) => conflict.column("workspaceId").doUpdateSet(after))
    .execute();
  work.record("resolve_rules.changed", { fields });
  return after;
}

/** What of topic and root cause is required and missing; one is asked for only while there are some to choose. */
export async function missingReasons(
  work: Work,
  { topicId, rootCauseId }: Pick<ConversationRecord, "topicId" | "rootCauseId">,
): Promise<{ path: string; message: string }[]> {
  const { topicRequired, rootCauseRequired } = await resolveRules(work);
  const missing: { path: string; message: string }[] = [];
  if (topicRequired && !topicId && (await listTopics(work)).length > 0)
    missing.push({ path: "/topic", message: "Say what it was about." });
  if (rootCauseRequired && !rootCauseId) {
    const path = await topicPath(work, topicId);
    const offered = (await listRootCauses(work)).filter((one) => !one.topicId || path.includes(one.topicId));
    if (offered.length > 0) missing.push({ path: "/rootCause", message: "Say why it had to happen." });
  }
  return missing;
}
