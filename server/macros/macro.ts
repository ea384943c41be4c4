import { sql } from "kysely";
import { z } from "zod";
import {
  type changeMacro as change,
  type Macro,
  MacroAction,
  type MacroRow,
  MacroStep,
  type NewMacro,
} from "../../shared/macros.ts";
import { plainOf } from "../../shared/rich-text.ts";
import { filesById, uploaded } from "../conversations/upload.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { inTurn, ownChanges } from "../platform/meanwhile.ts";
import type { Work } from "../platform/work.ts";
import { mayChangeMacro, requireMayChangeMacro, visibleMacros } from "./access.ts";
import { requireThere } from "./doing.ts";
import { clean, fileIdsOf, keepFiles, type Texts } from "./macro-files.ts";
import { requireReadable } from "./text.ts";

const most = 1_000;

function select(work: Work) {
  return work.db
    .selectFrom("macros as m")
    .select(["m.id", "m.kind", "m.name", "m.folder", "m.scope", "m.ownerId", "m.teamId", "m.language"])
    .select(["m.texts", "m.actions", "m.step", "m.used", "m.lastUsedAt", "m.archivedAt", "m.createdAt"])
    .select(
      sql<Date | null>`(select max(u.at) from macro_uses u where u.workspace_id = m.workspace_id
        and u.agent_id = ${work.actor.id}::uuid and u.macro_id = m.id)`.as("myLastUseAt"),
    )
    .where("m.workspaceId", "=", work.workspaceId)
    .where(visibleMacros(work.actor));
}
type Row = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

/** Macros and texts this actor may use: those they used last first, then the most used. */
export async function listMacros(work: Work, q = ""): Promise<{ items: MacroRow[]; more: boolean }> {
  let asked = select(work);
  for (const word of q.toLowerCase().split(/\s+/).filter(Boolean)) asked = asked.where(says(word));
  const rows = await asked
    .orderBy("myLastUseAt", (by) => by.desc().nullsLast())
    .orderBy("m.used", "desc")
    .orderBy(sql`lower(m.name)`)
    .orderBy("m.id")
    .limit(most + 1)
    .execute();
  return { items: rows.slice(0, most).map((row) => rowOf(work, row)), more: rows.length > most };
}

const says = (word: string) =>
  sql<boolean>`strpos(lower(concat_ws(' ', m.name, m.folder, m.texts ->> m.language)), ${word}) > 0`;

/** Every macro this actor may use, by id: for what must leave none out. */
export async function everyMacro(work: Work) {
  return select(work).orderBy("m.id").execute();
}

/** One macro this actor may use, with everything in it. */
export async function getMacro(work: Work, id: string): Promise<Macro> {
  const row = await select(work).where("m.id", "=", id).executeTakeFirst();
  if (!row) throw notFound();
  const { attached } = await fileIdsOf(work, { id, texts: row.texts as Texts });
  return { ...rowOf(work, row), ...contentOf(row), files: await filesById(work, attached) };
}

/** What a macro holds, as the endpoints know it. */
export function contentOf(row: Pick<Row, "language" | "texts" | "actions" | "step">) {
  return {
    language: row.language,
    texts: row.texts as Record<string, string>,
    actions: z.array(MacroAction).parse(row.actions),
    step: MacroStep.nullable().parse(row.step),
  };
}

function rowOf(work: Work, whole: Row): MacroRow {
  const { texts, actions: _, step: __, language, ...row } = whole;
  const all = texts as Record<string, string>;
  return {
    ...row,
    kind: row.kind as MacroRow["kind"],
    scope: row.scope as MacroRow["scope"],
    languages: Object.keys(all).toSorted(),
    words: plainOf(all[language] ?? "").slice(0, 160),
    mayChange: mayChangeMacro(work.actor, row),
  };
}

type Content = Pick<NewMacro, "kind" | "name" | "folder" | "language" | "texts" | "actions" | "step">;

/** Makes a macro; refuses a scope that is not the maker's, text that cannot be read, and actions on what is not there. */
export async function createMacro(
  work: Work,
  { fileIds, scope, teamId, ...wanted }: NewMacro,
): Promise<Macro> {
  await uploaded(work, fileIds);
  return getMacro(work, await insert(work, wanted, { scope, teamId }, fileIds));
}

/** Writes a new macro down and returns its id; whose files they are was asked before. */
export async function insert(
  work: Work,
  wanted: Content,
  { scope, teamId }: Pick<NewMacro, "scope" | "teamId">,
  fileIds: readonly string[],
): Promise<string> {
  const { workspaceId, now, actor } = work;
  const ownerId = actor.kind === "agent" ? actor.id : null;
  if ((scope === "team") !== (teamId !== null))
    throw new Refusal("invalid_request", "A team's macro names its team, and no other macro does.");
  requireMayChangeMacro(actor, { scope, ownerId, teamId });
  await requireSound(work, wanted);
  const id = newId();
  const { texts, pictures } = await clean(work, wanted.texts);
  const columns = {
    ...columnsOf({ ...wanted, texts }),
    scope,
    teamId,
    ownerId,
    createdAt: now,
    changedAt: now,
  };
  await work.db
    .insertInto("macros")
    .values({ workspaceId, id, ...columns })
    .execute();
  await keepFiles(work, id, [...fileIds, ...pictures]);
  work.record("macro.created", { macroId: id });
  return id;
}

/** Changes what is given; refuses what somebody else changed since it was seen. */
export async function changeMacro(
  work: Work,
  id: string,
  { seen, ...form }: z.output<(typeof change)["body"]>,
): Promise<Macro> {
  await inTurn(work, "macro", id);
  const { files, kind, name, folder, language, texts, actions, step, ...before } = await getMacro(work, id);
  requireMayChangeMacro(work.actor, before);
  const now = { kind, name, folder, language, texts, actions, step, fileIds: files.map((file) => file.id) };
  const { fileIds, ...wanted } = ownChanges(form, seen, now);
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  const next: Content = { kind, name, folder, language, texts, actions, step, ...given };
  await requireSound(work, next);
  const { texts: safe, pictures } = await clean(work, next.texts);
  await work.db
    .updateTable("macros")
    .set({ ...columnsOf({ ...next, texts: safe }), changedAt: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  const known = files.map((file) => file.id);
  await uploaded(
    work,
    (fileIds ?? []).filter((fileId) => !known.includes(fileId)),
  );
  await keepFiles(work, id, [...(fileIds ?? known), ...pictures]);
  work.record("macro.changed", { macroId: id });
  return getMacro(work, id);
}

/** Makes a copy for oneself, with its files. */
export async function copyMacro(work: Work, id: string): Promise<Macro> {
  const macro = await getMacro(work, id);
  const fileIds = macro.files.map((file) => file.id);
  return getMacro(work, await insert(work, macro, { scope: "personal", teamId: null }, fileIds));
}

/** Takes a macro out of everybody's list, or puts it back; the same again tells nobody. */
export async function setArchived(work: Work, id: string, archived: boolean): Promise<Record<string, never>> {
  const macro = await getMacro(work, id);
  requireMayChangeMacro(work.actor, macro);
  if ((macro.archivedAt !== null) === archived) return {};
  await work.db
    .updateTable("macros")
    .set({ archivedAt: archived ? work.now : null, changedAt: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  work.record("macro.changed", { macroId: id });
  return {};
}

async function requireSound(work: Work, { kind, language, texts, actions, step }: Content): Promise<void> {
  if (texts[language] === undefined)
    throw new Refusal("invalid_request", "There is no text in the language that stands in for others.");
  if (kind === "text" && (actions.length > 0 || step))
    throw new Refusal(
      "invalid_request",
      "A saved text only says something; what is done belongs to a macro.",
    );
  requireReadable(texts);
  await requireThere(work, actions);
}

function columnsOf({ texts, actions, step, folder, ...rest }: Content) {
  return {
    kind: rest.kind,
    name: rest.name,
    language: rest.language,
    folder: folder
      .split("/")
      .map((part) => part.trim())
      .filter(Boolean)
      .join("/"),
    texts: JSON.stringify(texts),
    actions: JSON.stringify(actions),
    step: step && JSON.stringify(step),
  };
}
