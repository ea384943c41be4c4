import { sql } from "kysely";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";
import { readLink, signLink } from "../platform/signed-link.ts";
import type { Work } from "../platform/work.ts";
import { find } from "./access.ts";

const purpose = "tracker";
const validDays = 180;
/** A link this close to its end is not given out any more; a fresh one is. */
const renewDays = 90;
const day = 86_400_000;

/** The signed address of the tracker for one customer, good for at least 90 days; made when there is none. */
export async function trackerUrl(
  work: Work,
  house: House,
  conversationId: string,
  customerId: string,
): Promise<string> {
  const known = await knownTrackerUrl(
    work,
    house,
    conversationId,
    customerId,
    new Date(work.now.getTime() + renewDays * day),
  );
  if (known) return known;
  const row = { id: newId(), expiresAt: new Date(work.now.getTime() + validDays * day) };
  await work.db
    .insertInto("trackerLinks")
    .values({ workspaceId: work.workspaceId, conversationId, customerId, createdAt: work.now, ...row })
    .execute();
  return urlOf(work, house, row);
}

/** The newest link that is still good until then, or null. */
export async function knownTrackerUrl(
  work: Work,
  house: House,
  conversationId: string,
  customerId: string,
  goodUntil = work.now,
): Promise<string | null> {
  const row = await work.db
    .selectFrom("trackerLinks")
    .select(["id", "expiresAt"])
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("customerId", "=", customerId)
    .where("revokedAt", "is", null)
    .where("expiresAt", ">", goodUntil)
    .orderBy("expiresAt", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? urlOf(work, house, row) : null;
}

function urlOf(work: Work, house: House, { id, expiresAt }: { id: string; expiresAt: Date }): string {
  return `${house.config.url}/t/${signLink(house.secrets, purpose, { workspaceId: work.workspaceId, id, expiresAt })}`;
}

export interface TrackerVisitor {
  workspaceId: string;
  conversationId: string;
  customerId: string;
}

/** Whom a tracker token lets in; null when it is forged, expired or revoked. */
export async function openTracker(house: House, token: string): Promise<TrackerVisitor | null> {
  const content = readLink(house.secrets, purpose, token);
  if (!content || content.expiresAt <= house.clock.now()) return null;
  const row = await house.system
    .selectFrom("trackerLinks")
    .select(["workspaceId", "customerId"])
    // A link to what was merged leads to where it went.
    .select(sql<string>`where_it_went(workspace_id, conversation_id)`.as("conversationId"))
    .where("workspaceId", "=", content.workspaceId)
    .where("id", "=", content.id)
    .where("revokedAt", "is", null)
    .executeTakeFirst();
  return row ?? null;
}

/** The workspace that signed this token, also when it has expired or was revoked; null for a forged one. */
export function issuerOf(house: House, token: string): string | null {
  return readLink(house.secrets, purpose, token)?.workspaceId ?? null;
}

/** Ends every link of a conversation given out so far. */
export async function revokeTracker(work: Work, conversationId: string): Promise<void> {
  await find(work, conversationId);
  const ended = await work.db
    .updateTable("trackerLinks")
    .set({ revokedAt: work.now })
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .where("revokedAt", "is", null)
    .executeTakeFirst();
  if (ended.numUpdatedRows > 0n) work.record("tracker.revoked", { conversationId });
}
