import { sql } from "kysely";
import type { Database } from "../platform/database.ts";
import { Refusal } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import { schedule } from "../platform/schedule.ts";
import { tokenHash } from "../platform/secrets.ts";

/** What guesses are counted by: what is being guessed at, or the network they come from. */
export interface Subject {
  key: string;
  /** Tries without a wait; after these it doubles from one second up to `longest` seconds. */
  free: number;
  longest: number;
}

const remembered = 86_400_000;

/** Everything that is tried on one address, account or the like; `what` keeps kinds of tries apart. */
export function target(what: string, name: string): Subject {
  // Hashed: people type passwords into the wrong field.
  const key = `${what}:${tokenHash(name.trim().toLowerCase()).toString("base64url")}`;
  return { key, free: 5, longest: 900 };
}

/** Everything that is tried from one network: an IPv4 address, or the /64 that one IPv6 customer owns. */
export function network(what: string, ip: string): Subject {
  return { key: `${what}-from:${networkOf(ip)}`, free: 30, longest: 60 };
}

/** The network of one customer of the internet: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(ip)?.[1];
  if (mapped || !ip.includes(":")) return mapped ?? ip;
  const [head = "", tail] = ip.toLowerCase().split("::");
  const groups = (text: string) => text.split(":").filter((group) => group !== "");
  const zeros = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(Math.max(0, zeros)).fill("0"), ...groups(tail ?? "")];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}

/**
 * Counts a try before it is made, so that many at once gain nothing; refuses with the seconds to wait when there were
 * too many. A refused try counts for nothing.
 */
export async function countTry(house: House, subjects: readonly Subject[]): Promise<void> {
  const now = house.clock.now();
  await house.system.transaction().execute(async (db) => {
    for (const subject of subjects) await count(db, subject, now);
  });
}

async function count(db: Database, { key, free, longest }: Subject, now: Date): Promise<void> {
  const wait = sql`least(${longest}::int, power(2, least(t.failures - ${free}::int, 20)))`;
  const until = sql`t.last_at + make_interval(secs => ${wait})`;
  const old = new Date(now.getTime() - remembered);
  const { rows } = await sql`
    insert into sign_in_tries as t (subject, failures, last_at) values (${key}, 1, ${now})
    on conflict (subject) do update set
      failures = case when t.last_at < ${old} then 1 else least(t.failures + 1, 10000) end, last_at = greatest(t.last_at, ${now})
    where t.failures < ${free} or t.last_at < ${old} or ${until} <= ${now}
    returning 1`.execute(db);
  if (rows.length > 0) return;
  const blocked = await sql<{ until: Date }>`
    select ${until} as until from sign_in_tries t where t.subject = ${key}`.execute(db);
  const left = (blocked.rows[0]?.until.getTime() ?? now.getTime()) - now.getTime();
  const seconds = Math.max(1, Math.ceil(left / 1000));
  throw new Refusal("too_many_requests", `Too many tries. Wait ${seconds} seconds and try again.`, {
    retryAfterSeconds: seconds,
  });
}

/** After a success: what was tried starts afresh, the network gets only this try back. */
export async function forgiveTry(house: House, tried: Subject, from?: Subject): Promise<void> {
  await house.system.deleteFrom("signInTries").where("subject", "=", tried.key).execute();
  if (!from) return;
  await house.system
    .updateTable("signInTries")
    .set({ failures: sql`greatest(failures - 1, 0)` })
    .where("subject", "=", from.key)
    .execute();
}

/** Forgets tries a day after the last one. */
export const forgetTries = schedule("people.forget_tries", 600, async (house, now) => {
  const old = new Date(now.getTime() - remembered);
  const { rows } = await sql`
    delete from sign_in_tries where subject = any(array(select subject from sign_in_tries where last_at < ${old} limit 1000)) returning 1`.execute(
    house.system,
  );
  return rows.length;
});
