import { firstOwner, requireActiveAgent } from "../people/agents.ts";
import { notFound } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { together } from "../platform/together.ts";
import type { Work } from "../platform/work.ts";
import { type Holding, recordHolding } from "./change.ts";
import { firstReplyPromise, make } from "./promise.ts";

export interface NewConversation {
  inboxId: string;
  customerId: string;
  subject: string;
  preview: string;
  priority?: string;
  tags?: string[];
  /** Who takes it on; left out, whoever the inbox routes to. */
  holderId?: string | undefined;
  type?: string | null | undefined;
}

/** Starts a conversation: numbered, held, and with its first promise, all at once. */
export async function start(work: Work, wanted: NewConversation): Promise<string> {
  const id = newId();
  const { workspaceId, now } = work;
  // Neither needs the other's answer, so they travel together.
  const [holding, wished] = await plan(work, wanted);
  const [promised, number] = await together([make(work, id, "first_reply", wished), nextNumber(work)]);
  const written = work.db
    .insertInto("conversations")
    .values({
      workspaceId,
      id,
      number,
      subject: wanted.subject.slice(0, 500),
      preview: wanted.preview,
      state: "open",
      priority: wanted.priority ?? "normal",
      tags: wanted.tags ?? [],
      type: wanted.type ?? null,
      inboxId: wanted.inboxId,
      customerId: wanted.customerId,
      ...holding,
      ...promised,
      lastMessageAt: now,
      createdAt: now,
    })
    .execute();
  const joined = work.db
    .insertInto("participants")
    .values({ workspaceId, conversationId: id, customerId: wanted.customerId, role: "requester" })
    .execute();
  await together([written, joined]);
  work.record("conversation.started", {
    conversationId: id,
    customerId: wanted.customerId,
    inboxId: wanted.inboxId,
  });
  recordHolding(work, { id, holderId: null, teamId: null }, holding, "started");
  return id;
}

type Plan = Promise<[Holding, Awaited<ReturnType<typeof firstReplyPromise>>]>;

const plans = new WeakMap<Work, Map<string, Plan>>();

/** Who holds a new conversation and by when we answer: the same for all of an inbox that begin in one work, so it is asked once. */
function plan(work: Work, wanted: NewConversation): Plan {
  const ask = () => together([firstHolding(work, wanted), firstReplyPromise(work)]);
  if (wanted.holderId) return ask();
  const byInbox = plans.get(work) ?? new Map<string, Plan>();
  plans.set(work, byInbox);
  const known = byInbox.get(wanted.inboxId) ?? ask();
  byInbox.set(wanted.inboxId, known);
  return known;
}

async function firstHolding(work: Work, { inboxId, holderId }: NewConversation): Promise<Holding> {
  const inbox = await work.db
    .selectFrom("inboxes")
    .select("teamId")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", inboxId)
    .where("removedAt", "is", null)
    .executeTakeFirst();
  if (!inbox) throw notFound("This inbox does not exist.");
  if (holderId) {
    await requireActiveAgent(work, holderId);
    return { holderId, teamId: inbox.teamId };
  }
  return inbox.teamId
    ? { holderId: null, teamId: inbox.teamId }
    : { holderId: await firstOwner(work), teamId: null };
}

/** Numbers have no gaps; the row stays locked until commit, so this comes as late as it can. */
async function nextNumber(work: Work): Promise<number> {
  const row = await work.db
    .updateTable("workspaces")
    .set((eb) => ({ nextNumber: eb("nextNumber", "+", 1) }))
    .where("id", "=", work.workspaceId)
    .returning("nextNumber")
    .executeTakeFirstOrThrow();
  return Number(row.nextNumber) - 1;
}
