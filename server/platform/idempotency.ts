import { createHash } from "node:crypto";
import { sql } from "kysely";
import { Refusal } from "./errors.ts";
import { schedule } from "./schedule.ts";
import type { Secrets } from "./secrets.ts";
import type { Work } from "./work.ts";

/** Kept for a day, as promised in the API documentation. */
const keptMilliseconds = 24 * 3600_000;

/**
 * Answers the same key with the same answer, also when fifty ask at once: the first one works and
 * the others wait for its commit. The lock assigns no transaction id, so the log keeps the order of the verbs.
 */
export async function answerOnce(
  secrets: Secrets,
  work: Work,
  key: string,
  request: unknown,
  run: () => Promise<string>,
): Promise<string> {
  const id = `${work.actor.kind}:${work.actor.id ?? ""}:${key}`;
  const requestHash = createHash("sha256")
    .update(JSON.stringify(request) ?? "")
    .digest();
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${work.workspaceId}${id}`}, 42))`.execute(
    work.db,
  );
  const known = await work.db
    .selectFrom("idempotencyKeys")
    .select(["requestHash", "reply", "at"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (known && work.now.getTime() - known.at.getTime() < keptMilliseconds) {
    if (!requestHash.equals(known.requestHash)) {
      throw new Refusal("idempotency_key_reused", "Use a new idempotency key for a different request.");
    }
    return secrets.unseal(known.reply);
  }
  const reply = await run();
  // Sealed, because a reply may show a secret this once; and so it comes back byte for byte.
  const row = { requestHash, reply: secrets.seal(reply), at: work.now };
  await work.db
    .insertInto("idempotencyKeys")
    .values({ workspaceId: work.workspaceId, id, ...row })
    .onConflict((conflict) => conflict.columns(["workspaceId", "id"]).doUpdateSet(row))
    .execute();
  return reply;
}

/** Forgets keys older than a day. */
export const forgetOldKeys = schedule("idempotency.forget", 600, async (house, now) => {
  const old = new Date(now.getTime() - keptMilliseconds);
  const { rows } = await sql`
    delete from idempotency_keys where ctid = any(array(select ctid from idempotency_keys where at < ${old} limit 1000)) returning 1`.execute(
    house.system,
  );
  return rows.length;
});
