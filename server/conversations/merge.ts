import { sql } from "kysely";
import { Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { takeTurns } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, lock } from "./access.ts";
import { write } from "./change.ts";
import { withdrawPending } from "./handover.ts";
import { cancelAnswered, moveLater } from "./later-reply.ts";
import { type MovedDraft, moveDrafts } from "./merge-drafts.ts";
import { showNewest } from "./newest.ts";
import { nextReplyPromise, noPromise, settle } from "./promise.ts";
import { reopen } from "./resolution.ts";
import { type Sleep, wake } from "./snooze.ts";
import { rePromise, resume } from "./waiting.ts";

/** How the source of a merge stood, and what the target gained with it. */
export interface BeforeMerge {
  state: string;
  resolution: string | null;
  resolvedAt: string | null;
  promise: { text: string; dueAt: string } | null;
  readers: string[];
  tags: string[];
  /** How it was hidden; nothing before this was kept. */
  snooze?: { until: string; for: "message" | "conversation" | null; onId: string | null } | null;
  drafts?: MovedDraft[];
}

/**
 * Merges others into one conversation. Nothing promised is lost: the earliest promise that still can be kept stands, and when
 * somebody waits for us the target is open. Refuses what is merged already, and other customers' unless said so.
 */
export async function merge(
  work: Work,
  targetId: string,
  sourceIds: readonly string[],
  acrossCustomers: boolean,
): Promise<void> {
  const ids = [...new Set(sourceIds)];
  if (ids.includes(targetId))
    throw new Refusal("unprocessable", "A conversation cannot be merged into itself.");
  await takeTurns(work, [targetId, ...ids]);
  const target = await lock(work, targetId);
  const sources: ConversationRecord[] = [];
  for (const id of ids.sort()) sources.push(await lock(work, id));
  requireMergeable(target, sources, acrossCustomers);
  const unresolved = sources.filter(({ state }) => state !== "resolved");
  if (target.state === "resolved" && unresolved.length > 0) await reopen(work, targetId);
  for (const source of sources) await absorb(work, targetId, source);
  await showNewest(work, targetId);
  await cancelAnswered(work, targetId);
  await keepPromises(work, await lock(work, targetId), unresolved);
}

function requireMergeable(
  target: ConversationRecord,
  sources: readonly ConversationRecord[],
  acrossCustomers: boolean,
): void {
  const merged = [target, ...sources].find(({ mergedIntoId }) => mergedIntoId !== null);
  if (merged) throw new Refusal("merged_already", `#${merged.number} is merged already.`);
  const other = sources.find(({ customerId }) => customerId !== target.customerId);
  if (other && !acrossCustomers)
    throw new Refusal(
      "other_customer",
      `#${other.number} is another customer's: they would read each other.`,
    );
}

async function absorb(work: Work, targetId: string, source: ConversationRecord): Promise<void> {
  const target = await lock(work, targetId);
  await withdrawPending(work, source);
  await settle(work, source, "withdrawn");
  const tags = source.tags.filter((tag) => !target.tags.includes(tag)).slice(0, 50 - target.tags.length);
  const before: BeforeMerge = {
    state: source.state,
    resolution: source.resolution,
    resolvedAt: source.resolvedAt?.toISOString() ?? null,
    promise: source.promiseDueAt
      ? { text: source.promiseText ?? "", dueAt: source.promiseDueAt.toISOString() }
      : null,
    readers: await copyReaders(work, source.id, targetId),
    tags,
    snooze: sleepOf(source),
    drafts: await moveDrafts(work, source.id, targetId),
  };
  await moveMessages(work, source.id, targetId, await insertMerge(work, source.id, targetId, before));
  await moveLater(work, source.id, targetId);
  await write(work, targetId, { tags: [...target.tags, ...tags] });
  await write(work, source.id, {
    ...noPromise,
    state: "resolved",
    resolvedAt: source.resolvedAt ?? work.now,
    resolution: `Merged into #${target.number}`,
    mergedIntoId: targetId,
    snoozedUntil: null,
  });
  work.record("conversation.merged", { conversationId: source.id, intoId: targetId });
  work.record("conversation.absorbed", { conversationId: targetId, fromId: source.id });
}

const sleepOf = ({ snoozedUntil, snoozedFor, snoozedOnId }: ConversationRecord): BeforeMerge["snooze"] =>
  snoozedUntil && {
    until: snoozedUntil.toISOString(),
    for: snoozedFor as Sleep["for"],
    onId: snoozedOnId,
  };

async function insertMerge(
  work: Work,
  sourceId: string,
  targetId: string,
  before: BeforeMerge,
): Promise<string> {
  const id = newId();
  await work.db
    .insertInto("merges")
    .values({
      workspaceId: work.workspaceId,
      id,
      sourceId,
      targetId,
      before: JSON.stringify(before),
      madeBy: work.actor.kind === "agent" ? work.actor.id : null,
      madeAt: work.now,
    })
    .execute();
  return id;
}

async function moveMessages(work: Work, from: string, to: string, mergeId: string): Promise<void> {
  const ws = sql`${work.workspaceId}::uuid`;
  await sql`with moved as (
      update messages set conversation_id = ${to}::uuid where workspace_id = ${ws} and conversation_id = ${from}::uuid returning id
    ) insert into merged_messages (workspace_id, merge_id, message_id) select ${ws}, ${mergeId}::uuid, id from moved`.execute(
    work.db,
  );
}

/** Readers, mentioned colleagues and followers of the one are those of the other too; returns the customers who are new there. */
async function copyReaders(work: Work, from: string, to: string): Promise<string[]> {
  const ws = sql`${work.workspaceId}::uuid`;
  const { rows } = await sql<{ customerId: string }>`
    insert into participants (workspace_id, conversation_id, customer_id, role)
    select ${ws}, ${to}::uuid, customer_id, 'cc' from participants where workspace_id = ${ws} and conversation_id = ${from}::uuid
    on conflict do nothing returning customer_id`.execute(work.db);
  await sql`insert into collaborators (workspace_id, conversation_id, agent_id)
    select ${ws}, ${to}::uuid, agent_id from collaborators where workspace_id = ${ws} and conversation_id = ${from}::uuid
    on conflict do nothing`.execute(work.db);
  await sql`insert into followers (workspace_id, conversation_id, agent_id, since)
    select ${ws}, ${to}::uuid, agent_id, since from followers where workspace_id = ${ws} and conversation_id = ${from}::uuid
    on conflict do nothing`.execute(work.db);
  for (const { customerId } of rows) work.record("participant.added", { conversationId: to, customerId });
  return rows.map(({ customerId }) => customerId);
}

/** Whoever waited for us in one of the sources still does, until when it was promised there. */
async function keepPromises(
  work: Work,
  target: ConversationRecord,
  sources: readonly ConversationRecord[],
): Promise<void> {
  const owed = sources.filter(({ state }) => state !== "waiting");
  // What nobody wanted to see for a while is seen again with what somebody has to see now.
  if (owed.some(({ snoozedUntil }) => snoozedUntil === null)) await wake(work, target.id, "agent");
  const woken = owed.length > 0 && target.state === "waiting";
  if (woken) await resume(work, target.id);
  const [earliest] = owed
    .map(({ promiseText, promiseDueAt }) => ({ text: promiseText ?? "", dueAt: promiseDueAt }))
    .filter(
      (promise): promise is { text: string; dueAt: Date } =>
        promise.dueAt !== null && promise.dueAt > work.now,
    )
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  const current = target.state === "waiting" ? null : target.promiseDueAt;
  if (earliest && (current === null || earliest.dueAt < current)) await rePromise(work, target.id, earliest);
  else if (woken) await rePromise(work, target.id, await nextReplyPromise(work));
}
