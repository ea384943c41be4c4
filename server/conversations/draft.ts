import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import { z } from "zod";
import { DraftContent, emptyContent, type KeptDraft } from "../../shared/drafts.ts";
import { fileIdsIn, isEmpty, plainOf } from "../../shared/rich-text.ts";
import { self } from "../people/access.ts";
import { newId } from "../platform/ids.ts";
import { takeTurn } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";
import { find, whereItWent } from "./access.ts";

/** How many overwritten texts are kept beside a draft. */
const mostOthers = 5;
const none: KeptDraft = { version: null, content: null, others: [] };

/** One's own draft in a conversation; nobody else's can be asked for. */
export async function getDraft(work: Work, conversationId: string): Promise<KeptDraft> {
  await find(work, conversationId);
  return kept(work, self(work).id, conversationId);
}

/**
 * Keeps what one is writing. The last one to save wins; what this device had not seen is kept beside it. What is written in a
 * conversation that was just merged goes on where it went.
 */
export async function saveDraft(
  work: Work,
  conversationId: string,
  { content, base }: { content: DraftContent; base: string | null },
): Promise<KeptDraft> {
  const { id } = self(work);
  // Before the draft's own turn, as a verb takes them: a merge takes along all that was saved, or is known here.
  const there = await whereItWent(work, conversationId);
  await turn(work, id, conversationId);
  if (there !== conversationId) {
    await carryOn(work, id, there, content);
    return none;
  }
  const before = await kept(work, id, conversationId);
  const unseen = before.content && before.version !== base && !holds(content, before.content);
  const others = unseen && before.content ? [...before.others, before.content] : before.others;
  return put(work, id, conversationId, { content, others });
}

/** Keeps words where their conversation went: in place of what they go on from, else beside what stands there. */
async function carryOn(work: Work, agentId: string, to: string, content: DraftContent): Promise<void> {
  await turn(work, agentId, to);
  const there = await kept(work, agentId, to);
  const all = [there.content, ...there.others].filter((one) => one !== null);
  if (!says(content) || all.some((one) => holds(one, content))) return;
  if (!there.content || holds(content, there.content)) {
    await put(work, agentId, to, { content, others: there.others });
    return;
  }
  const others = there.others.filter((other) => !holds(content, other));
  await put(work, agentId, to, { content: there.content, others: [...others, content] });
}

/** Throws one's draft away, with what was kept beside it. */
export async function removeDraft(work: Work, conversationId: string): Promise<Record<string, never>> {
  const { id } = self(work);
  await turn(work, id, conversationId);
  await find(work, conversationId);
  await put(work, id, conversationId, { content: emptyContent, others: [] });
  return {};
}

/** Forgets what was kept beside one's draft. */
export async function removeOthers(work: Work, conversationId: string): Promise<KeptDraft> {
  const { id } = self(work);
  await turn(work, id, conversationId);
  await find(work, conversationId);
  const { content } = await kept(work, id, conversationId);
  return put(work, id, conversationId, { content: content ?? emptyContent, others: [] });
}

/**
 * Takes what was just sent out of its writer's draft, in the same work. With the version it was written from, words of
 * another device that came after it are kept beside the draft.
 */
export async function endDraft(
  work: Work,
  conversationId: string,
  kind: "reply" | "note",
  sent: string,
  version?: string,
): Promise<void> {
  if (work.actor.kind !== "agent") return;
  const { id } = work.actor;
  await turn(work, id, conversationId);
  const before = await kept(work, id, conversationId);
  if (!before.content) return;
  const none = { files: [], cc: null, bcc: null, step: null, actions: [], macroIds: [] };
  const rest = { ...before.content, ...none, [kind]: "" };
  const words = plainOf(before.content[kind]).trim();
  const unseen = version !== undefined && before.version !== version && !plainOf(sent).includes(words);
  const others = unseen ? [...before.others, { ...before.content, tab: kind }] : before.others;
  await put(work, id, conversationId, { content: rest, others });
}

/** Gives words that were not sent to somebody as their draft; what they are writing there stays, below what came back. */
export async function giveBack(
  work: Work,
  agentId: string,
  conversationId: string,
  back: Pick<DraftContent, "reply" | "cc" | "bcc" | "files" | "step" | "actions" | "macroIds">,
): Promise<KeptDraft> {
  await turn(work, agentId, conversationId);
  const { content, others } = await kept(work, agentId, conversationId);
  const before = content ?? emptyContent;
  const reply = `${back.reply}${before.reply}`;
  const files = [...back.files, ...before.files];
  return put(work, agentId, conversationId, {
    content: { ...back, tab: "reply", note: before.note, reply, files },
    others,
  });
}

/**
 * Carries somebody's draft to another conversation: all they write in the first while it still holds these words, or, where it was
 * put beside another draft, these words alone. What was sent or thrown away meanwhile stays so.
 */
export async function carryBack(
  work: Work,
  agentId: string,
  { from, to, beside, content }: { from: string; to: string; beside: boolean; content: DraftContent },
): Promise<void> {
  for (const id of [from, to].sort()) await turn(work, agentId, id);
  const here = await kept(work, agentId, from);
  const there = await kept(work, agentId, to);
  if (!here.content || there.content) return;
  if (!beside) {
    if (!holds(here.content, content)) return;
    await put(work, agentId, from, { content: emptyContent, others: [] });
    await put(work, agentId, to, { content: here.content, others: here.others });
    return;
  }
  const rest = here.others.filter((other) => !isDeepStrictEqual(other, content));
  if (rest.length === here.others.length) return;
  await put(work, agentId, from, { content: here.content, others: rest });
  await put(work, agentId, to, { content, others: [] });
}

const turn = (work: Work, agentId: string, conversationId: string) =>
  takeTurn(work, `draft ${agentId} ${conversationId}`);

async function kept(work: Work, agentId: string, conversationId: string): Promise<KeptDraft> {
  const row = await work.db
    .selectFrom("drafts")
    .select(["version", "content", "others"])
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .where("conversationId", "=", conversationId)
    .executeTakeFirst();
  if (!row) return none;
  const read = z.decode(DraftContent, row.content as never);
  return {
    version: row.version,
    content: read,
    others: z.decode(z.array(DraftContent), row.others as never),
  };
}

async function put(
  work: Work,
  agentId: string,
  conversationId: string,
  { content, others }: { content: DraftContent; others: DraftContent[] },
): Promise<KeptDraft> {
  const { workspaceId } = work;
  const beside = others.filter(says).slice(-mostOthers);
  // With its files, which hang on it.
  await work.db
    .deleteFrom("drafts")
    .where("workspaceId", "=", workspaceId)
    .where("agentId", "=", agentId)
    .where("conversationId", "=", conversationId)
    .execute();
  if (!says(content) && beside.length === 0) return none;
  const version = newId();
  await work.db
    .insertInto("drafts")
    .values({
      workspaceId,
      agentId,
      conversationId,
      version,
      content: JSON.stringify(content),
      others: JSON.stringify(beside),
      changedAt: work.now,
    })
    .execute();
  await holdFiles(work, agentId, conversationId, [content, ...beside]);
  return { version, content, others: beside };
}

/** Only files that they sent up themselves: nobody holds what somebody else keeps. */
async function holdFiles(
  work: Work,
  agentId: string,
  conversationId: string,
  contents: readonly DraftContent[],
): Promise<void> {
  const ids = contents.flatMap(({ files, reply, note }) => [
    ...files.map(({ id }) => id),
    ...fileIdsIn(reply),
    ...fileIdsIn(note),
  ]);
  if (ids.length === 0) return;
  await sql`insert into draft_files (workspace_id, agent_id, conversation_id, file_id)
    select workspace_id, ${agentId}::uuid, ${conversationId}::uuid, id from files
    where workspace_id = ${work.workspaceId}::uuid and id = any(${[...new Set(ids)]}::uuid[]) and uploaded_by = ${agentId}::uuid`.execute(
    work.db,
  );
}

const says = ({ reply, note, files }: DraftContent) => !isEmpty(reply) || !isEmpty(note) || files.length > 0;

/** True when every word and file of another content stands in this one too. */
function holds(content: DraftContent, other: DraftContent): boolean {
  const has = (key: "reply" | "note") => plainOf(content[key]).includes(plainOf(other[key]).trim());
  const ids = new Set(content.files.map(({ id }) => id));
  return has("reply") && has("note") && other.files.every(({ id }) => ids.has(id));
}
