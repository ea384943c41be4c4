import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Page } from "../../shared/page.ts";
import type { SideMessage } from "../../shared/side-conversations.ts";
import { asideDeliveries } from "../channels/email/aside.ts";
import type { FoundFile } from "../conversations/file.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import { notFound } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { findSide, visibleSides } from "./access.ts";
import { mailKey } from "./side-message.ts";

/** The messages of a side conversation: the newest page first, each page in order of time. */
export async function listSideMessages(
  work: Work,
  sideId: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Page<SideMessage>> {
  await findSide(work, sideId);
  const cursor = readCursor(after, 2);
  const rows = await messages(work)
    .where("m.sideId", "=", sideId)
    .$if(cursor !== null, (query) =>
      query.where(sql<boolean>`(m.at, m.id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`),
    )
    .orderBy("m.at", "desc")
    .orderBy("m.id", "desc")
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: await shownAll(work, page.reverse()),
    next: last ? writeCursor([last.atText, last.id]) : null,
  };
}

/** One message as it stands, for whoever sees its side conversation. */
export async function getSideMessage(work: Work, id: string): Promise<SideMessage> {
  const row = await messages(work).where("m.id", "=", id).executeTakeFirst();
  if (!row) throw notFound();
  await findSide(work, row.sideId);
  const [message] = await shownAll(work, [row]);
  return message as SideMessage;
}

function messages(work: Work) {
  return work.db
    .selectFrom("sideMessages as m")
    .leftJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "m.workspaceId").onRef("a.id", "=", "m.authorAgentId"),
    )
    .selectAll("m")
    .select(["a.name as agentName", sql<string>`m.at::text`.as("atText")])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom("sideFiles as t")
          .innerJoin("files as f", (join) =>
            join.onRef("f.workspaceId", "=", "t.workspaceId").onRef("f.id", "=", "t.fileId"),
          )
          // One word only: names inside of JSON stay as the database has them.
          .select(["t.id", "t.name", "t.inline", "f.mediaType as type", "f.size"])
          .whereRef("t.workspaceId", "=", "m.workspaceId")
          .whereRef("t.sideMessageId", "=", "m.id")
          .orderBy("t.id"),
      ).as("files"),
    )
    .where("m.workspaceId", "=", work.workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof messages>["execute"]>>[number];

async function shownAll(work: Work, rows: readonly Row[]): Promise<SideMessage[]> {
  const own = rows.filter(({ authorKind }) => authorKind !== "outside").map(({ id }) => mailKey(id));
  const deliveries = await asideDeliveries(work, own);
  return rows.map((row) => ({
    id: row.id,
    sideId: row.sideId,
    author: {
      kind: row.authorKind as SideMessage["author"]["kind"],
      id: row.authorAgentId,
      name: row.agentName ?? row.authorName,
      address: row.authorAddress,
    },
    text: row.text,
    html: row.html && served(row.html),
    originalText: row.originalText,
    originalHtml: row.originalHtml && served(row.originalHtml),
    blockedImages: row.blockedImages,
    excerpts: (row.excerpts as { author: string; at: string; text: string }[]).map((one) => ({
      ...one,
      at: new Date(one.at),
    })),
    to: row.toAddresses as SideMessage["to"],
    cc: row.ccAddresses as SideMessage["cc"],
    files: row.files.map(({ id, name, inline, type, size }) => ({
      id,
      name,
      inline,
      mediaType: type,
      size: Number(size),
      url: `/api/side-files/${id}`,
    })),
    automatic: row.automatic,
    proven: row.proven,
    provenWhy: row.provenWhy,
    delivery: deliveries.get(mailKey(row.id)) ?? null,
    undoUntil: row.leavesAt && row.leavesAt > work.now ? row.leavesAt : null,
    at: row.at,
  }));
}

/** Pictures are served to whoever sees the side conversation, not to whoever sees the conversation's files. */
const served = (html: string) => html.replaceAll('"/api/files/', '"/api/side-files/');

/** Where a file's content lies, by its own id or that under which it hangs on a message of a side conversation this actor may see. */
export async function sideFile(work: Work, id: string): Promise<FoundFile> {
  const row = await work.db
    .selectFrom("sideFiles as t")
    .innerJoin("files as f", (join) =>
      join.onRef("f.workspaceId", "=", "t.workspaceId").onRef("f.id", "=", "t.fileId"),
    )
    .innerJoin("sideMessages as m", (join) =>
      join.onRef("m.workspaceId", "=", "t.workspaceId").onRef("m.id", "=", "t.sideMessageId"),
    )
    .innerJoin("sideConversations as s", (join) =>
      join.onRef("s.workspaceId", "=", "m.workspaceId").onRef("s.id", "=", "m.sideId"),
    )
    .innerJoin("conversations as c", (join) =>
      join.onRef("c.workspaceId", "=", "s.workspaceId").onRef("c.id", "=", "s.conversationId"),
    )
    .select(["f.id as fileId", "f.sha256", "t.name", "f.mediaType", "f.size"])
    .where("t.workspaceId", "=", work.workspaceId)
    .where((eb) => eb.or([eb("t.id", "=", id), eb("t.fileId", "=", id)]))
    .where(visibleSides(work.actor))
    .limit(1)
    .executeTakeFirst();
  if (!row) throw notFound();
  return { ...row, size: Number(row.size) };
}
