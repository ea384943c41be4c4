import { type SelectQueryBuilder, sql } from "kysely";
import { automaticSentences as because } from "../../../shared/automatic-sentences.ts";
import type { InboundMail } from "../../../shared/email.ts";
import { incomingAuthor } from "../../conversations/correspondence.ts";
import { contentOf } from "../../conversations/file.ts";
import { listInboxes } from "../../conversations/inbox.ts";
import type { Received } from "../../conversations/receive.ts";
import { notFound } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import type { DB } from "../../platform/tables.ts";
import type { Work } from "../../platform/work.ts";
import { sameAddress } from "./address.ts";
import { findingsOf } from "./findings.ts";
import { codedReason, type InboundReason, reasonOf, sentenceOf } from "./inbound-reason.ts";
import type { Belonging } from "./joining.ts";
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
  /** Its inbox tells people that their mail arrived. */
  acknowledged: boolean;
}

/** The spool of the workspace. */
export const mails = (work: Work): SelectQueryBuilder<DB, "inboundMails", object> =>
  work.db.selectFrom("inboundMails").where("workspaceId", "=", work.workspaceId);

/** Spooled mails with what their envelopes said, each in its place; null for one that has no source. */
export async function loadInbounds(work: Work, ids: readonly string[]): Promise<(Inbound | null)[]> {
  const [rows, inboxes] = await Promise.all([
    mails(work)
      .select([
        "id",
        "inboxId",
        "source",
        "state",
        "fileId",
        "envelopeFrom",
        "envelopeTo",
        "remoteIp",
        "helo",
      ])
      .where("id", "=", sql<string>`any(${[...ids]}::uuid[])`)
      .execute(),
    listInboxes(work),
  ]);
  const contents = await contentOf(
    work,
    rows.flatMap(({ fileId }) => fileId ?? []),
  );
  const own = inboxes.map(({ address }) => address);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    const file = row?.fileId && contents.get(row.fileId);
    const acknowledged = inboxes.some((inbox) => inbox.id === row?.inboxId && inbox.acknowledge);
    return row && file ? { ...row, sha256: file.sha256, size: file.size, own, acknowledged } : null;
  });
}

/** A spooled mail with what its envelope said, or null. */
export async function loadInbound(work: Work, id: string): Promise<Inbound | null> {
  return (await loadInbounds(work, [id]))[0] ?? null;
}

/** Mails that nobody has read yet, the oldest first. */
export async function waitingMails(work: Work, most: number): Promise<{ id: string }[]> {
  return mails(work)
    .select("id")
    .where("state", "=", "received")
    .where("fileId", "is not", null)
    .orderBy("receivedAt")
    .orderBy("id")
    .limit(most)
    .execute();
}

/** Locks those of these mails that nobody has read meanwhile; returns their ids. */
export async function lockReceived(work: Work, ids: readonly string[]): Promise<Set<string>> {
  const rows = await mails(work)
    .select("id")
    .where("id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .where("state", "=", "received")
    // In one order, so that two who read the same never wait for each other.
    .orderBy("id")
    .forUpdate()
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Why a mail may neither open nor answer anything; null for what a person wrote. */
export function rejection(inbound: Inbound, reading: Reading): InboundReason | null {
  const { bounce, automatic, author, ownMark, nullPath } = reading;
  if (bounce) return reasonOf("delivery_report");
  const { kind, why } = automatic;
  if (kind === "auto_reply") return reasonOf("auto_reply", { why });
  if (kind === "feedback_report") return reasonOf("complaint", { why });
  if (
    kind === "notification" &&
    (ownMark || nullPath || reading.answers.length > 0 || why === because.receipt)
  )
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
  if (!inbound || !(await lockReceived(work, [id])).has(id)) return;
  await quarantine(work, inbound, reasonOf("given_up"));
}

export async function store(
  work: Work,
  { id, inboxId, acknowledged }: Inbound,
  reading: Reading,
  { conversationId, messageId, started, duplicate, by }: Received & Pick<Belonging, "by">,
): Promise<void> {
  const reason = duplicate ? codedReason(reasonOf("duplicate")) : noReason;
  const { subject } = reading;
  const others = started ? "Its inbox acknowledges no mail." : "It began no conversation.";
  const noAnswer = reading.noAnswer ?? (started && acknowledged ? null : others);
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
  const unanswered = noAnswer !== null;
  work.record("mail.stored", { inboundId: id, inboxId, conversationId, messageId, unanswered });
}

/** The same for what belongs to a thread beside a conversation. */
export async function storeAside(
  work: Work,
  { id, inboxId }: Inbound,
  reading: Reading,
  { conversationId, duplicate, by }: Pick<Received, "conversationId" | "duplicate"> & Pick<Belonging, "by">,
): Promise<void> {
  const reason = duplicate ? codedReason(reasonOf("duplicate")) : noReason;
  const findings = JSON.stringify(findingsOf(reading, by));
  const noAnswer = reading.noAnswer ?? "It began no conversation.";
  const { subject } = reading;
  await write(work, id, { state: "stored", ...reason, subject, conversationId, noAnswer, findings });
  work.record("mail.stored_aside", { inboundId: id, inboxId, conversationId });
}

export const noReason = { reason: "", reasonCode: "", reasonParams: "{}" };

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

/** Writes what became of a mail. */
export async function write(work: Work, id: string, set: Written): Promise<void> {
  await work.db
    .updateTable("inboundMails")
    .set(set)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
}

/** Whether nothing is known yet that forbids to acknowledge a mail; asked before a work is begun for it. */
export async function mayBeAcknowledged(house: House, workspaceId: string, inboundId: string) {
  const row = await house.system
    .selectFrom("inboundMails")
    .select("id")
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", inboundId)
    .where("noAnswer", "is", null)
    .executeTakeFirst();
  return row !== undefined;
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

/** Where the source of a mail lies, as it came. */
export async function inboundSource(work: Work, id: string): Promise<{ sha256: Buffer; size: number }> {
  const inbound = await loadInbound(work, id);
  if (!inbound) throw notFound();
  return inbound;
}
