import { sql } from "kysely";
import type { InboundMail } from "../../../shared/email.ts";
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

async function counts(work: Work): Promise<Record<string, number>> {
  const rows = await mails(work)
    .select(["state", (eb) => eb.fn.countAll<number>().as("count")])
    .groupBy("state")
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
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
