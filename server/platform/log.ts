import type { z } from "zod";
import type { Page } from "../../shared/page.ts";
import type { LogEntry } from "../../shared/platform.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import type { Work } from "./work.ts";

/** The log of the work's workspace, newest first. */
export async function listLog(
  work: Work,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Page<z.output<typeof LogEntry>>> {
  const [at, id] = readCursor(after, 2) ?? [];
  const rows = await work.db
    .selectFrom("events")
    .select(["id", "name", "actorKind", "actorId", "data", "causeId", "at"])
    .where("workspaceId", "=", work.workspaceId)
    .$if(at !== undefined, (query) =>
      query.where((is) => is(is.refTuple("at", "id"), "<", is.tuple(new Date(at ?? ""), id ?? ""))),
    )
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map((row) => ({ ...row, data: row.data as Record<string, unknown> }));
  const last = items.at(-1);
  return {
    items,
    next: last && rows.length > limit ? writeCursor([last.at.toISOString(), last.id]) : null,
  };
}
