import { type SelectQueryBuilder, sql } from "kysely";
import type { InboundMail } from "../../../shared/email.ts";
import type { Page } from "../../../shared/page.ts";
import { incomingAuthor } from "../../conversations/correspondence.ts";
import { contentOf } from "../../conversations/file.ts";
import { listInboxes } from "../../conversations/inbox.ts";
import type { Received } from "../../conversations/receive.ts";
import { readCursor, writeCursor } from "../../platform/cursor.ts";
import { notFound, Refusal } from "../../platform/errors.ts";
import type { DB } from "../../platform/tables.ts";
import type { Work } from "../../platform/work.ts";
import { sameAddress } from "./address.ts";
import { findingsOf } from "./findings.ts";
import { codedReason, type InboundReason, reasonOf, sentenceOf } from "./inbound-reason.ts";
import type { Belonging } from "./joining.ts";
import { fetchAgain } from "./mail-waiting.ts";
import type { Reading } from "./reading.ts";
import { withoutTag } from "./spool.ts";

export interface Inbound {
  id: string;
  inboxId: string;
  source: string;
  state: string;
  sha256: Buffer;
  size: number;
  envelopeFrom: string;
  envelopeTo: string[];
  remoteIp: string;
  helo: string;
  /** Addresses of our inboxes. */
  own: string[];
}

/** A spooled mail with what its envelope said, or null. */
export async function loadInbound(work: Work, id: string): Promise<Inbound | null> {
  const row = await mails(work)
    .select(["id", "inboxId", "source", "state", "fileId", "envelopeFrom", "envelopeTo", "remoteIp", "helo"])
    .where("id", "=", id)
    .executeTakeFirst();
  const file = row?.fileId && (await contentOf(work, [row.fileId])).get(row.fileId);
  if (!row || !file) return null;
  const own = (await listInboxes(work)).map(({ address }) => address);
  return { ...row, sha256: file.sha256, size: file.size, own };
}

/** The same mail, locked; null when somebody else has read it meanwhile. */
export async function lockReceived(work: Work, inbound: Inbound): Promise<Inbound | null> {
  const row = await work.db
    .selectFrom("inboundMails")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", inbound.id)
    .where("state", "=", "received")
    .forUpdate()
    .executeTakeFirst();
  return row ? inbound : null;
}

/** Why a mail may neither open nor answer anything; null for what a person wrote. */
export function rejection(inbound: Inbound, reading: Reading): InboundReason | null {
  const { bounce, automatic, author, ownMark, nullPath } = reading;
  if (bounce) return reasonOf("delivery_report");
  const { kind, why } = automatic;
  if (kind === "auto_reply") return reasonOf("auto_reply", { why });
  if (kind === "feedback_report") return reasonOf("complaint", { why });
  if (kind === "notification" && (ownMark || nullPath || reading.answers.length > 0 || /receipt/.test(why)))
    return reasonOf("automatic", { why });
  if (author && inbound.own.some((each) => sameAddress(each, withoutTag(author.address))))
    return reasonOf("own_address", { address: author.address });
  return null;
}

export async function reject(
  work: Work,
  { id, inboxId }: Inbound,
  subject: string,
  reason: InboundReason,
  conversationId: string | null,
): Promise<void> {
  await write(work, id, { state: "rejected", ...codedReason(reason), subject, conversationId });
  work.record("mail.rejected", { inboundId: id, inboxId, reason: sentenceOf(reason) });
}

/** Sets a mail aside where an admin sees it, reads its source and may have it read again. */
export async function quarantine(
  work: Work,
  { id, inboxId }: Pick<Inbound, "id" | "inboxId">,
  reason: InboundReason,
  subject?: string,
): Promise<void> {
  const told = subject !== undefined && { subject };
  await write(work, id, { state: "quarantined", ...codedReason(reason), ...told });
  work.record("mail.quarantined", { inboundId: id, inboxId, reason: sentenceOf(reason) });
}

/** Quarantines a mail that is still unread because reading it failed each time. */
export async function setAside(work: Work, id: string): Promise<void> {
  const inbound = await loadInbound(work, id);
  if (!inbound || !(await lockReceived(work, inbound))) return;
  await quarantine(work, inbound, reasonOf("given_up"));
}

export async function store(
  work: Work,
  { id, inboxId }: Inbound,
  reading: Reading,
  { conversationId, messageId, duplicate, by }: Received & Pick<Belonging, "by">,
): Promise<void> {
  const reason = duplicate ? codedReason(reasonOf("duplicate")) : noReason;
  const { subject, noAnswer } = reading;
  const findings = JSON.stringify(findingsOf(reading, by));
  await write(work, id, {
    state: "stored",
    ...reason,
    subject,
    conversationId,
    messageId,
    noAnswer,
    findings,
  });
  work.record("mail.stored", { inboundId: id, inboxId, conversationId, messageId });
}

const noReason = { reason: "", reasonCode: "", reasonParams: "{}" };

interface Written {
  state: InboundMail["state"];
  reason: string;
  reasonCode: string;
  reasonParams: string;
  subject?: string;
  conversationId?: string | null;
  messageId?: string;
  noAnswer?: string | null;
  findings?: string;
}

async function write(work: Work, id: string, set: Written): Promise<void> {
  await work.db
    .updateTable("inboundMails")
    .set(set)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
}

/** Whether a stored mail began its conversation and a person wrote it. */
export async function mayAcknowledge(
  work: Work,
  { inboundId, messageId }: { inboundId: string; messageId: string },
): Promise<boolean> {
  const author = await incomingAuthor(work, messageId);
  if (!author?.first || author.inboundId !== inboundId) return false;
  const row = await mails(work).select("noAnswer").where("id", "=", inboundId).executeTakeFirst();
  return row !== undefined && row.noAnswer === null;
}

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

const mails = (work: Work): SelectQueryBuilder<DB, "inboundMails", object> =>
  work.db.selectFrom("inboundMails").where("workspaceId", "=", work.workspaceId);

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

/** Where the source of a mail lies, as it came. */
export async function inboundSource(work: Work, id: string): Promise<{ sha256: Buffer; size: number }> {
  const inbound = await loadInbound(work, id);
  if (!inbound) throw notFound();
  return inbound;
}
