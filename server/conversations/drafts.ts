import { z } from "zod";
import { DraftContent, type DraftRow } from "../../shared/drafts.ts";
import { plainOf } from "../../shared/rich-text.ts";
import { self } from "../people/access.ts";
import type { Work } from "../platform/work.ts";
import { visible } from "./access.ts";
import { rowsOf } from "./row.ts";

const most = 500;

/** One's own drafts with the conversations they stand in, the newest first; what one may no longer see is left out. */
export async function listDrafts(work: Work): Promise<{ items: DraftRow[] }> {
  const drafts = await work.db
    .selectFrom("drafts as d")
    .innerJoin("conversations as c", (join) =>
      join.onRef("c.workspaceId", "=", "d.workspaceId").onRef("c.id", "=", "d.conversationId"),
    )
    .select(["d.conversationId", "d.content", "d.others", "d.changedAt"])
    .where("d.workspaceId", "=", work.workspaceId)
    .where("d.agentId", "=", self(work).id)
    .where(visible(work.actor))
    .orderBy("d.changedAt", "desc")
    .limit(most)
    .execute();
  const rows = await rowsOf(
    work,
    drafts.map(({ conversationId }) => conversationId),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    items: drafts.flatMap(({ conversationId, content, others, changedAt }) => {
      const row = byId.get(conversationId);
      if (!row) return [];
      const texts = [content, ...(others as unknown[])].map((one) => z.decode(DraftContent, one as never));
      const { number, subject, customer } = row;
      const shown = { number, subject, customer: customer.name || customer.email || "" };
      return [{ conversationId, ...shown, words: firstWords(texts), changedAt }];
    }),
  };
}

function firstWords(texts: readonly DraftContent[]): string {
  const words = texts.flatMap(({ reply, note }) => [plainOf(reply), plainOf(note)]);
  const said = words.find((text) => text.trim() !== "");
  const names = texts.flatMap(({ files }) => files.map(({ name }) => name)).join(", ");
  return (said ?? names).replace(/\s+/g, " ").trim().slice(0, 160);
}
