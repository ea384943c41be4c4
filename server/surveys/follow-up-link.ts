import type { Actor } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import { readLink, signLink } from "../platform/signed-link.ts";

const purpose = "follow-up";
/** Long enough to answer late and to change that answer. */
const validDays = 60;
/** How long after the first answer it may be changed. */
export const changeDays = 30;

/** The path of the page of a follow-up sent now, good for 60 days. */
export function followUpPath(house: House, workspaceId: string, id: string, sentAt: Date): string {
  const expiresAt = new Date(sentAt.getTime() + validDays * 86_400_000);
  return `/f/${signLink(house.secrets, purpose, { workspaceId, id, expiresAt })}`;
}

export interface FollowUpVisitor {
  followUpId: string;
  actor: Extract<Actor, { kind: "customer" }>;
}

/** Whom a follow-up's link lets in; "forged" or "expired" (also when its follow-up is gone) otherwise. */
export async function openFollowUp(
  house: House,
  token: string,
): Promise<FollowUpVisitor | "forged" | "expired"> {
  const content = readLink(house.secrets, purpose, token);
  if (!content) return "forged";
  if (content.expiresAt <= house.clock.now()) return "expired";
  const { workspaceId, id } = content;
  const row = await house.system
    .selectFrom("followUps")
    .select(["conversationId", "customerId"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("state", "in", ["sent", "answered"])
    .executeTakeFirst();
  if (!row) return "expired";
  return {
    followUpId: id,
    actor: { kind: "customer", workspaceId, id: row.customerId, conversationId: row.conversationId },
  };
}
