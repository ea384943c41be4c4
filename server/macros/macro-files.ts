import { fileIdsIn } from "../../shared/rich-text.ts";
import { ownHtmlSeen } from "../conversations/written.ts";
import type { Work } from "../platform/work.ts";
import { visibleMacros } from "./access.ts";

export type Texts = Readonly<Record<string, string>>;
const picturesIn = (texts: Texts) => new Set(Object.values(texts).flatMap(fileIdsIn));

/** The ids of what goes along with a macro, in their order, and of the pictures that stand in its texts. */
export async function fileIdsOf(
  work: Work,
  { id: macroId, texts }: { id: string; texts: Texts },
): Promise<{ attached: string[]; pictures: string[] }> {
  const shown = picturesIn(texts);
  const rows = await work.db
    .selectFrom("macroFiles")
    .select("fileId")
    .where("workspaceId", "=", work.workspaceId)
    .where("macroId", "=", macroId)
    .orderBy("position")
    .execute();
  const ids = rows.map(({ fileId }) => fileId);
  return {
    attached: ids.filter((id) => !shown.has(id)),
    pictures: ids.filter((id) => shown.has(id)),
  };
}

/** Whether it is kept by a macro that this actor may use. */
export async function isOfMacro(work: Work, fileId: string): Promise<boolean> {
  const found = await work.db
    .selectFrom("macroFiles as f")
    .innerJoin("macros as m", (join) =>
      join.onRef("m.workspaceId", "=", "f.workspaceId").onRef("m.id", "=", "f.macroId"),
    )
    .select("m.id")
    .where("f.workspaceId", "=", work.workspaceId)
    .where("f.fileId", "=", fileId)
    .where(visibleMacros(work.actor))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Texts made safe, and the files that stand as pictures in them; pictures that this actor may not see are left out. */
export async function clean(
  work: Work,
  texts: Texts,
): Promise<{ texts: Record<string, string>; pictures: string[] }> {
  const safe: Record<string, string> = {};
  const pictures: string[] = [];
  for (const [language, text] of Object.entries(texts)) {
    const { html, ids } = await ownHtmlSeen(work, text);
    safe[language] = html;
    pictures.push(...ids);
  }
  return { texts: safe, pictures };
}

/** Keeps these files for a macro, in this order, and no others. */
export async function keepFiles(work: Work, macroId: string, fileIds: readonly string[]): Promise<void> {
  const { workspaceId } = work;
  await work.db
    .deleteFrom("macroFiles")
    .where("workspaceId", "=", workspaceId)
    .where("macroId", "=", macroId)
    .execute();
  const rows = [...new Set(fileIds)].map((fileId, position) => ({ workspaceId, macroId, fileId, position }));
  if (rows.length > 0) await work.db.insertInto("macroFiles").values(rows).execute();
}
