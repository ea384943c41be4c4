import { type ExpressionBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { CustomerRef } from "../../shared/customers.ts";
import type { Attachment, Message } from "../../shared/messages.ts";
import type { Page } from "../../shared/page.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import { notFound } from "../platform/errors.ts";
import type { DB } from "../platform/tables.ts";
import type { Work } from "../platform/work.ts";
import { find, visibleMessages } from "./access.ts";
import { deliveriesOf } from "./delivery-state.ts";

/** A conversation's messages and notes: the newest page first, each page in order of time. */
export async function listMessages(
  work: Work,
  id: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Page<Message>> {
  await find(work, id);
  const cursor = readCursor(after, 2);
  let query = messages(work)
    .where("m.conversationId", "=", id)
    .orderBy("m.at", "desc")
    .orderBy("m.id", "desc")
    .limit(limit + 1);
  if (cursor)
    query = query.where(sql<boolean>`(m.at, m.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: await shownAll(work, page.reverse()),
    next: last ? writeCursor([last.atText, last.id]) : null,
  };
}

/** True while a message is there: one that was taken back never was. */
export async function isSent(work: Work, id: string): Promise<boolean> {
  const row = await work.db
    .selectFrom("messages")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row !== undefined;
}

/** One message, if its conversation may be seen. */
export async function getMessage(work: Work, id: string): Promise<Message> {
  const row = await messages(work).where("m.id", "=", id).executeTakeFirst();
  if (!row) throw notFound();
  await find(work, row.conversationId);
  const [message] = await shownAll(work, [row]);
  if (!message) throw notFound();
  return message;
}

function messages(work: Work) {
  return work.db
    .selectFrom("messages as m")
    .leftJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "m.workspaceId").onRef("a.id", "=", "m.authorAgentId"),
    )
    .leftJoin("customers as c", (join) =>
      join.onRef("c.workspaceId", "=", "m.workspaceId").onRef("c.id", "=", "m.authorCustomerId"),
    )
    .selectAll("m")
    .select(["a.name as agentName", "c.name as customerName", sql<string>`m.at::text`.as("atText")])
    .select((eb) => attachmentsOf(eb as never).as("attachments"))
    .where("m.workspaceId", "=", work.workspaceId)
    .where(visibleMessages(work));
}

function attachmentsOf(eb: ExpressionBuilder<DB & { m: DB["messages"] }, "m">) {
  return jsonArrayFrom(
    eb
      .selectFrom("attachments as t")
      .innerJoin("files as f", (join) =>
        join.onRef("f.workspaceId", "=", "t.workspaceId").onRef("f.id", "=", "t.fileId"),
      )
      .leftJoin("attachmentLinks as l", (join) =>
        join.onRef("l.workspaceId", "=", "t.workspaceId").onRef("l.attachmentId", "=", "t.id"),
      )
      // One word only: names inside of JSON stay as the database has them.
      .select(["t.id", "t.name", "t.inline", "f.mediaType as type", "f.size"])
      .select([
        "l.expiresAt as expires",
        "l.revokedAt as revoked",
        "l.downloads",
        "l.downloadedAt as fetched",
      ])
      .whereRef("t.workspaceId", "=", "m.workspaceId")
      .whereRef("t.messageId", "=", "m.id")
      .orderBy("t.id"),
  );
}

type Row = Awaited<ReturnType<ReturnType<typeof messages>["execute"]>>[number];

/** A message this work has written a moment ago: whoever wrote it may see it, and nothing was sent yet. */
export async function writtenMessage(work: Work, id: string): Promise<Message> {
  const [message] = await shownAll(work, [
    await messages(work).where("m.id", "=", id).executeTakeFirstOrThrow(),
  ]);
  return message as Message;
}

/** What a customer's plain words look like the moment they are kept: nothing else can hang on them yet. */
export function plainMessage(id: string, author: CustomerRef, text: string, at: Date): Message {
  return {
    id,
    kind: "reply",
    direction: "in",
    channel: "api",
    author: { kind: "customer", id: author.id, name: author.name, address: null },
    text,
    html: null,
    originalText: null,
    originalHtml: null,
    blockedImages: 0,
    to: [],
    cc: [],
    bcc: [],
    undoUntil: null,
    proven: true,
    provenWhy: "",
    vouchedById: null,
    attachments: [],
    deliveries: [],
    inboundId: null,
    mail: null,
    at,
  };
}

async function shownAll(work: Work, rows: readonly Row[]): Promise<Message[]> {
  const sent = rows.filter(({ direction }) => direction === "out").map(({ id }) => id);
  const deliveries = await deliveriesOf(work, sent);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Message["kind"],
    direction: row.direction as Message["direction"],
    channel: row.channel as Message["channel"],
    author: {
      kind: row.authorKind as Message["author"]["kind"],
      id: row.authorAgentId ?? row.authorCustomerId,
      name: row.agentName ?? row.customerName ?? "",
      address: row.authorAddress,
    },
    text: row.text,
    html: row.html,
    originalText: row.originalText,
    originalHtml: row.originalHtml,
    blockedImages: row.blockedImages,
    to: row.toAddresses as Message["to"],
    cc: row.ccAddresses as Message["cc"],
    bcc: work.actor.kind === "customer" ? [] : (row.bccAddresses as Message["bcc"]),
    undoUntil: row.leavesAt && row.leavesAt > work.now ? row.leavesAt : null,
    proven: row.proven,
    provenWhy: row.provenWhy,
    vouchedById: row.vouchedBy,
    attachments: row.attachments.map(attachment),
    deliveries: deliveries.get(row.id) ?? [],
    inboundId: row.inboundId,
    mail: row.mailTraits as Message["mail"],
    at: row.at,
  }));
}

function attachment({ id, name, inline, type, size, ...link }: Row["attachments"][number]): Attachment {
  const { expires, revoked, downloads, fetched } = link;
  const at = (time: Date | string | null) => (time === null ? null : new Date(time));
  return {
    id,
    name,
    inline,
    mediaType: type,
    size: Number(size),
    url: `/api/files/${id}`,
    link:
      expires === null
        ? null
        : {
            expiresAt: new Date(expires),
            revokedAt: at(revoked),
            downloads: downloads ?? 0,
            downloadedAt: at(fetched),
          },
  };
}
