import { isDeepStrictEqual } from "node:util";
import type { Work } from "../../platform/work.ts";

export type Side = "receiving" | "sending";

/** What goes wrong with an inbox, in words for people, and what to do about it. */
export interface Trouble {
  what: string;
  remedy: string;
}

/** A failure that knows its trouble. */
export class Troubled extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.what);
    this.trouble = trouble;
  }
}

interface KeptTrouble extends Trouble {
  since: string;
  nextTryAt: string | null;
}

/** Shows a trouble on its inbox; one that lasts is an event once and keeps its beginning, and what it has come to passes. */
export async function setTrouble(
  work: Work,
  inboxId: string,
  where: Side,
  trouble: Trouble,
  nextTryAt: Date | null,
): Promise<void> {
  const before = await troubleOf(work, inboxId, where);
  const kept: KeptTrouble = {
    ...trouble,
    since: before?.since ?? work.now.toISOString(),
    nextTryAt: nextTryAt?.toISOString() ?? null,
  };
  await write(work, inboxId, where, JSON.stringify(kept));
  if (!before) work.record("inbox.troubled", { inboxId, where });
  else if (!isDeepStrictEqual(before, kept)) work.pass("inbox.tried");
}

/** Takes a trouble back, when there is one. */
export async function clearTrouble(work: Work, inboxId: string, where: Side): Promise<void> {
  if (!(await troubleOf(work, inboxId, where))) return;
  await write(work, inboxId, where, null);
  work.record("inbox.recovered", { inboxId, where });
}

const column = (where: Side) => (where === "receiving" ? "receivingTrouble" : "sendingTrouble");

async function troubleOf(work: Work, inboxId: string, where: Side): Promise<KeptTrouble | null> {
  const row = await work.db
    .selectFrom("mailboxes")
    .select(column(where))
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .executeTakeFirst();
  return ((row && Object.values(row)[0]) as KeptTrouble | null | undefined) ?? null;
}

async function write(work: Work, inboxId: string, where: Side, value: string | null): Promise<void> {
  const set = { [column(where)]: value };
  await work.db
    .insertInto("mailboxes")
    .values({ workspaceId: work.workspaceId, inboxId, ...set })
    .onConflict((conflict) => conflict.columns(["workspaceId", "inboxId"]).doUpdateSet(set))
    .execute();
}
