import { sql } from "kysely";
import type { z } from "zod";
import type {
  ConversationTemplate,
  changeConversationTemplate as change,
  createConversationTemplate as create,
} from "../../shared/conversation-templates.ts";
import { requireFieldsOf } from "../conversations/field-sheet.ts";
import { getTopic } from "../conversations/topic.ts";
import { leadOf } from "../people/agents.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";
import { mayChangeTemplate, requireMayChangeTemplate, visibleTemplates } from "./access.ts";
import { requireReadable } from "./filling.ts";

function select(work: Work) {
  return work.db
    .selectFrom("conversationTemplates as t")
    .select(["t.id", "t.name", "t.scope", "t.ownerId", "t.teamId", "t.type", "t.way", "t.subject", "t.body"])
    .select(["t.priority", "t.tags", "t.topicId", "t.forTeamId", "t.fields", "t.used"])
    .where("t.workspaceId", "=", work.workspaceId)
    .where(visibleTemplates(work.actor));
}
type Row = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

/** The templates this actor may begin with, most used first. */
export async function listTemplates(work: Work): Promise<ConversationTemplate[]> {
  const rows = await select(work)
    .orderBy("t.used", "desc")
    .orderBy(sql`lower(t.name)`)
    .orderBy("t.id")
    .limit(500)
    .execute();
  return rows.map((row) => shown(work, row));
}

/** One template this actor may see. */
export async function getTemplate(work: Work, id: string): Promise<ConversationTemplate> {
  const row = await select(work).where("t.id", "=", id).executeTakeFirst();
  if (!row) throw notFound();
  return shown(work, row);
}

function shown(work: Work, row: Row): ConversationTemplate {
  return { ...row, mayChange: mayChangeTemplate(work.actor, row) } as ConversationTemplate;
}

/** Makes a template; refuses a scope that is not the maker's, Liquid that cannot be read, and what does not exist. */
export async function createTemplate(
  work: Work,
  wanted: z.output<(typeof create)["body"]>,
): Promise<ConversationTemplate> {
  const id = newId();
  const ownerId = work.actor.kind === "agent" ? work.actor.id : null;
  if ((wanted.scope === "team") !== (wanted.teamId !== null))
    throw new Refusal("invalid_request", "A team's template names its team, and no other template does.");
  requireMayChangeTemplate(work.actor, { ...wanted, ownerId });
  await requireUsable(work, wanted);
  const { workspaceId, now } = work;
  await work.db
    .insertInto("conversationTemplates")
    .values({
      ...wanted,
      workspaceId,
      id,
      ownerId,
      fields: JSON.stringify(wanted.fields),
      createdAt: now,
      changedAt: now,
    })
    .execute();
  work.record("conversation_template.created", { templateId: id });
  return getTemplate(work, id);
}

/** Changes what is given. */
export async function changeTemplate(
  work: Work,
  id: string,
  wanted: z.output<(typeof change)["body"]>,
): Promise<ConversationTemplate> {
  requireMayChangeTemplate(work.actor, await getTemplate(work, id));
  await requireUsable(work, wanted);
  const { fields, ...columns } = wanted;
  const set = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  await work.db
    .updateTable("conversationTemplates")
    .set({ ...set, ...(fields && { fields: JSON.stringify(fields) }), changedAt: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  work.record("conversation_template.changed", { templateId: id });
  return getTemplate(work, id);
}

/** Removes a template; conversations that began with it stay as they are. */
export async function removeTemplate(work: Work, id: string): Promise<void> {
  requireMayChangeTemplate(work.actor, await getTemplate(work, id));
  await work.db
    .deleteFrom("conversationTemplates")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  work.record("conversation_template.removed", { templateId: id });
}

/** Counts that a conversation began with it; one that is gone meanwhile counts no more. */
export async function countUse(work: Work, id: string): Promise<void> {
  await work.db
    .updateTable("conversationTemplates")
    .set((eb) => ({ used: eb("used", "+", 1) }))
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  work.pass("conversation_template.counted");
}

async function requireUsable(work: Work, wanted: z.output<(typeof change)["body"]>): Promise<void> {
  requireReadable("subject", wanted.subject ?? "");
  requireReadable("body", wanted.body ?? "");
  if (wanted.topicId) await getTopic(work, wanted.topicId);
  if (wanted.forTeamId) await leadOf(work, wanted.forTeamId);
  await requireFieldsOf(work, wanted.fields ?? {});
}
