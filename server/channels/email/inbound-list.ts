import { sql } from "kysely";
import { InboundMail, mostCounted } from "../../../shared/email.ts";
import type { Page } from "../../../shared/page.ts";
import { readCursor, writeCursor } from "../../platform/cursor.ts";
import { notFound, Refusal } from "../../platform/errors.ts";
import type { Work } from "../../platform/work.ts";
import { mails, noReason, write } from "./inbound.ts";
import { fetchAgain } from "./mail-waiting.ts";

const columns = [
  "id",
  "inboxId",
  "source",
  "state",
  "reason",
  "reasonCode",
  "reasonParams",
  "envelopeFrom",
  "subject",
  "size",
  "conversationId",
  "receivedAt",
  "fileId",
] as const;

/** Mail that came in, newest first, and how many there are of each state. */
export async function listInbound(
  work: Work,
  { state, after, limit }: { state?: string | undefined; after?: string | undefined; limit: number },
): Promise<Page<InboundMail> & { counts: Record<string, number> }> {
  const cursor = readCursor(after, 2);
  const rows = await mails(work)
    .select(columns)
    .select(sql<string>`received_at::text`.as("place"))
    .$if(state !== undefined, (query) => query.where("state", "=", state ?? ""))
    .$if(cursor !== null, (query) =>
      query.where(sql<boolean>`(received_at, id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`),
    )
    .orderBy("receivedAt", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(shown),
    next: last ? writeCursor([last.place, last.id]) : null,
    counts: await counts(work),
  };
}

interface Row {
  fileId: string | null;
  state: string;
  source: string;
  reasonParams: unknown;
}

const shown = ({ fileId, ...row }: Row) => ({ ...row, fetched: fileId !== null }) as InboundMail;

/** Of each state as many as are counted, not the whole history. */
async function counts(work: Work): Promise<Record<string, number>> {
  // Each state by its name: how seldom one is decides which index serves it.
  const each = InboundMail.shape.state.options.map(
    (
      state,
    ) => sql`select ${sql.lit(state)}::text as state, count(*)::int as count from (select from inbound_mails
      where workspace_id = ${work.workspaceId}::uuid and state = ${sql.lit(state)} limit ${mostCounted}) counted`,
  );
  const { rows } = await sql<{ state: string; count: number }>`${sql.join(each, sql` union all `)}`.execute(
    work.db,
  );
  return Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ state, count }) => [state, count]));
}

/** Reads a quarantined mail again; refuses any other. */
export async function retryInbound(work: Work, id: string): Promise<InboundMail> {
  const row = await mails(work).select(columns).where("id", "=", id).forUpdate().executeTakeFirst();
  if (!row) throw notFound();
  if (row.state !== "quarantined")
    throw new Refusal("unprocessable", `This mail is ${row.state}; only a quarantined one is read again.`);
  if (row.fileId === null) return shown({ ...row, ...(await fetchAgain(work, id)) });
  await write(work, id, { state: "received", ...noReason });
  work.record("mail.arrived", { inboundId: id, inboxId: row.inboxId });
  return { ...shown(row), state: "received", reason: "", reasonCode: "", reasonParams: {} };
}
