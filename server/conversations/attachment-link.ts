import type { AttachmentLink } from "../../shared/attachment-links.ts";
import { notFound } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import { readLink, signLink } from "../platform/signed-link.ts";
import type { Work } from "../platform/work.ts";
import { find } from "./access.ts";

const purpose = "attachment";
const day = 86_400_000;
/** The row says when a link ends, so that it can be renewed; what is signed is only that it is ours. */
const farAway = new Date("9999-01-01T00:00:00Z");
const renewedDays = 30;

/** Gives attachments a link for so many days; one that has a link keeps it. Returns until when each works. */
export async function linkAttachments(
  work: Work,
  attachmentIds: readonly string[],
  days: number,
): Promise<Map<string, Date>> {
  if (attachmentIds.length === 0) return new Map();
  const { workspaceId, now } = work;
  const expiresAt = new Date(now.getTime() + days * day);
  await work.db
    .insertInto("attachmentLinks")
    .values(attachmentIds.map((attachmentId) => ({ workspaceId, attachmentId, expiresAt, createdAt: now })))
    .onConflict((conflict) => conflict.columns(["workspaceId", "attachmentId"]).doNothing())
    .execute();
  const rows = await work.db
    .selectFrom("attachmentLinks")
    .select(["attachmentId", "expiresAt"])
    .where("workspaceId", "=", workspaceId)
    .where("attachmentId", "in", [...attachmentIds])
    .execute();
  return new Map(rows.map((row) => [row.attachmentId, row.expiresAt]));
}

/** The signed address of an attachment's page. */
export function attachmentUrl(house: House, workspaceId: string, attachmentId: string): string {
  return `${house.config.url}/d/${signLink(house.secrets, purpose, { workspaceId, id: attachmentId, expiresAt: farAway })}`;
}

const columns = ["expiresAt", "revokedAt", "downloads", "downloadedAt"] as const;

async function linkOf(work: Work, attachmentId: string) {
  const row = await work.db
    .selectFrom("attachmentLinks as l")
    .innerJoin("attachments as t", (join) =>
      join.onRef("t.workspaceId", "=", "l.workspaceId").onRef("t.id", "=", "l.attachmentId"),
    )
    .innerJoin("messages as m", (join) =>
      join.onRef("m.workspaceId", "=", "t.workspaceId").onRef("m.id", "=", "t.messageId"),
    )
    .select(["l.expiresAt", "l.revokedAt", "m.id as messageId", "m.conversationId"])
    .where("l.workspaceId", "=", work.workspaceId)
    .where("l.attachmentId", "=", attachmentId)
    .executeTakeFirst();
  if (!row) throw notFound();
  await find(work, row.conversationId);
  return row;
}

async function changeLink(
  work: Work,
  id: string,
  change: { expiresAt?: Date; revokedAt: Date | null },
): Promise<AttachmentLink> {
  const { conversationId, messageId } = await linkOf(work, id);
  const changed = await work.db
    .updateTable("attachmentLinks")
    .set(change)
    .where("workspaceId", "=", work.workspaceId)
    .where("attachmentId", "=", id)
    .returning(columns)
    .executeTakeFirstOrThrow();
  work.record("attachment.link_changed", { conversationId, messageId, attachmentId: id });
  return changed;
}

/** Lets a link work for another 30 days, also one that has run out or was ended. */
export const renewLink = (work: Work, id: string): Promise<AttachmentLink> =>
  changeLink(work, id, {
    expiresAt: new Date(work.now.getTime() + renewedDays * day),
    revokedAt: null,
  });

/** Ends a link before its time. */
export const revokeLink = (work: Work, id: string): Promise<AttachmentLink> =>
  changeLink(work, id, { revokedAt: work.now });

export interface LinkedAttachment {
  workspaceId: string;
  id: string;
  name: string;
  size: number;
  sha256: Buffer;
  expiresAt: Date;
}

/** What a token leads to: the file; `gone` when its time is over, with whose it was; null when it never was ours. */
export async function openAttachment(
  house: House,
  token: string,
): Promise<LinkedAttachment | { gone: string } | null> {
  const content = readLink(house.secrets, purpose, token);
  if (!content) return null;
  const row = await house.system
    .selectFrom("attachmentLinks as l")
    .innerJoin("attachments as t", (join) =>
      join.onRef("t.workspaceId", "=", "l.workspaceId").onRef("t.id", "=", "l.attachmentId"),
    )
    .innerJoin("files as f", (join) =>
      join.onRef("f.workspaceId", "=", "t.workspaceId").onRef("f.id", "=", "t.fileId"),
    )
    .select(["l.workspaceId", "t.id", "t.name", "f.size", "f.sha256", "l.expiresAt", "l.revokedAt"])
    .where("l.workspaceId", "=", content.workspaceId)
    .where("l.attachmentId", "=", content.id)
    .executeTakeFirst();
  if (!row || row.revokedAt || row.expiresAt <= house.clock.now()) return { gone: content.workspaceId };
  return { ...row, size: Number(row.size) };
}

/** Counts one download and tells it. */
export async function countDownload(work: Work, attachmentId: string): Promise<void> {
  await work.db
    .updateTable("attachmentLinks")
    .set((eb) => ({ downloads: eb("downloads", "+", 1), downloadedAt: work.now }))
    .where("workspaceId", "=", work.workspaceId)
    .where("attachmentId", "=", attachmentId)
    .execute();
  const { conversationId, messageId } = await linkOf(work, attachmentId);
  work.record("attachment.downloaded", { conversationId, messageId, attachmentId });
}
