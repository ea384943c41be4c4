import type { LaterReply } from "../../shared/drafts.ts";
import { agentRef } from "../people/agents.ts";
import type { Work } from "../platform/work.ts";
import { find } from "./access.ts";
import { readReply, replyOf, waiting } from "./later-reply.ts";
import { filesById } from "./upload.ts";

type Row = Awaited<ReturnType<typeof replyOf>>;

/** Replies of a conversation that leave later, the next one first. */
export async function listLaterReplies(work: Work, conversationId: string): Promise<{ items: LaterReply[] }> {
  await find(work, conversationId);
  const items: LaterReply[] = [];
  for (const row of await waiting(work, conversationId)) items.push(await shown(work, row));
  return { items };
}

/** One of them. */
export async function getLaterReply(work: Work, id: string): Promise<LaterReply> {
  return shown(work, await replyOf(work, id));
}

async function shown(work: Work, row: Row): Promise<LaterReply> {
  const { id, conversationId, leavesAt, madeAt } = row;
  const { text = "", cc, bcc, fileIds, then } = readReply(row.body);
  return {
    id,
    conversationId,
    by: row.actorKind === "agent" ? await agentRef(work, row.actorId) : null,
    text,
    cc: cc ?? null,
    bcc,
    files: await filesById(work, fileIds),
    state: then.state,
    promise: "promise" in then ? (then.promise ?? null) : null,
    leavesAt,
    madeAt,
  };
}
