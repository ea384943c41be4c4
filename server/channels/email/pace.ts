import { sql } from "kysely";
import { mailSentences as says } from "../../../shared/mail-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
import type { Work } from "../../platform/work.ts";
import { limitsOf } from "./sending-limits.ts";

const hour = 3_600_000;
/** What no person wrote and nobody waits for; invitations and passwords somebody does. */
const automatic: readonly string[] = ["acknowledgement", "follow_up"];

/**
 * Why an automatic mail must wait for a person: one address has got as many within the hour as it may, as when two machines answer
 * each other. Null: it may go. What people write is never counted nor held.
 */
export async function tooMany(
  work: Work,
  { kind, inboxId, address }: { kind: string; inboxId: string | null; address: string },
): Promise<string | null> {
  if (!automatic.includes(kind) || !inboxId) return null;
  // Two at the same moment are counted one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`pace ${work.workspaceId} ${address.toLowerCase()}`}, 46))`.execute(
    work.db,
  );
  const { automaticPerHour } = await limitsOf(work, inboxId);
  const lately = await work.db
    .selectFrom("deliveries")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where("toKey", "=", address.toLowerCase())
    .where("createdAt", ">", new Date(work.now.getTime() - hour))
    .where("inboxId", "=", inboxId)
    .where("kind", "in", [...automatic])
    .where((eb) => eb.or([eb("heldFor", "is", null), eb("heldFor", "<>", "pace")]))
    .limit(automaticPerHour)
    .execute();
  if (lately.length < automaticPerHour) return null;
  return worded(says.pace, { address, number: automaticPerHour });
}
