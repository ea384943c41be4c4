import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Actor } from "./actor.ts";
import { Refusal } from "./errors.ts";
import type { House } from "./house.ts";
import { schedule } from "./schedule.ts";
import type { Secrets } from "./secrets.ts";
import type { Work } from "./work.ts";

/** Kept for a day, as promised in the API documentation. */
const keptMilliseconds = 24 * 3600_000;

/** A request that may be asked again: by whom with which key, and a hash of what it says. */
export interface Asking {
  id: string;
  requestHash: Buffer;
}

/** Refuses keys of more than 255 characters. */
export function asking(actor: Actor, key: string, request: unknown): Asking {
  if (key.length > 255) {
    throw new Refusal("invalid_request", "An idempotency key has at most 255 characters.");
  }
  const text = JSON.stringify(request) ?? "";
  return {
    id: `${actor.kind}:${actor.id ?? ""}:${key}`,
    requestHash: createHash("sha256").update(text).digest(),
  };
}

/**
 * Answers the same key with the same answer, also when fifty ask at once: the first one works and
 * the others wait for its commit. The lock assigns no transaction id, so the log keeps the order of the verbs.
 */
export async function answerOnce(
  secrets: Secrets,
  work: Work,
  asked: Asking,
  run: () => Promise<string>,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${work.workspaceId}${asked.id}`}, 42))`.execute(
    work.db,
  );
  const known = await recall(secrets, work, asked);
  if (known !== null) return known;
  const reply = await run();
  await keep(secrets, work, asked, reply);
  return reply;
}

const running = new Map<string, Promise<string>>();

/**
 * The same for what is done in steps of its own. Those who ask at once in this process share one run; what was
 * answered before is told again. Two processes asked at the very same moment may both run it.
 */
export async function answerOnceFreely(
  house: House,
  actor: Actor,
  asked: Asking,
  run: () => Promise<string>,
): Promise<string> {
  const { secrets } = house;
  const known = await house.work(actor, (work) => recall(secrets, work, asked));
  if (known !== null) return known;
  const id = `${actor.workspaceId}/${asked.id}/${asked.requestHash.toString("hex")}`;
  const begun = running.get(id);
  if (begun) return begun;
  const mine = (async () => {
    const reply = await run();
    await house.work(actor, (work) => keep(secrets, work, asked, reply));
    return reply;
  })().finally(() => running.delete(id));
  running.set(id, mine);
  return mine;
}

async function recall(secrets: Secrets, work: Work, { id, requestHash }: Asking): Promise<string | null> {
  const known = await work.db
    .selectFrom("idempotencyKeys")
    .select(["requestHash", "reply", "at"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!known || work.now.getTime() - known.at.getTime() >= keptMilliseconds) return null;
  if (!requestHash.equals(known.requestHash)) {
    throw new Refusal("idempotency_key_reused", "Use a new idempotency key for a different request.");
  }
  return secrets.unseal(known.reply);
}

/** Sealed, because a reply may show a secret this once; and so it comes back byte for byte. */
async function keep(secrets: Secrets, work: Work, { id, requestHash }: Asking, reply: string): Promise<void> {
  const row = { requestHash, reply: secrets.seal(reply), at: work.now };
  await work.db
    .insertInto("idempotencyKeys")
    .values({ workspaceId: work.workspaceId, id, ...row })
    .onConflict((conflict) => conflict.columns(["workspaceId", "id"]).doUpdateSet(row))
    .execute();
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
