import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeWorkspace } from "../../shared/workspace.ts";
import { newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse, withDatabase } from "../../test/house.ts";
import { soon } from "../../test/live-client.ts";
import { openPool } from "./database.ts";
import { endOfLog, type LoggedEvent, readLog } from "./events.ts";
import type { House } from "./house.ts";
import { newId } from "./ids.ts";
import { isBefore, LogReader } from "./log-reader.ts";
import { reaction } from "./reactions.ts";
import { Relay } from "./relay.ts";
import { takeTurn } from "./turn.ts";
import { work } from "./work.ts";

let house: TestHouse;
/** Connections for all writers at once; the house itself has fewer. */
let pool: pg.Pool;
let wide: House["work"];
beforeAll(async () => {
  house = await openTestHouse();
  pool = openPool({
    url: house.databaseUrl,
    max: writers,
    role: "baton_app",
    transactionMs: 20_000,
    name: "writers",
    onError: () => {},
  });
  const place = { pool, clock: house.clock, recorded: house.wake.ring, passed: house.passings.tell };
  wide = (actor, task, cause) => work(place, actor, task, cause);
  // Row locks that the verbs of the test take, like a conversation's.
  await sql`create table things (id uuid primary key, turn integer not null default 0)`.execute(house.system);
  await sql`grant select, update on things to baton_app`.execute(house.system);
});
afterAll(async () => {
  await pool.end();
  await house.close();
});

/** Numbers from 0 to 1 that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const writers = 32;
/** Of the first ten, verbs take their turn before anything else; the others are taken in any way. */
const things = 40;
const alone = 10;
const eventsWanted = 20_500;
class RolledBack extends Error {}

interface Written {
  /** Ids of the events that committed. */
  kept: Set<string>;
  /** Ids of the events whose work was rolled back. */
  lost: Set<string>;
}

/** Verbs at random: some take several things, some hold the transaction open, one in ten is taken back. */
async function write(person: Person, writer: number, ids: string[], written: Written): Promise<void> {
  const random = seeded(writer + 1);
  const pick = (from: number, to: number) => ids[from + Math.floor(random() * (to - from))] ?? "";
  while (written.kept.size < eventsWanted) {
    const single = random() < 0.4;
    const several = () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(alone, things));
    const own = single ? [pick(0, alone)] : [...new Set(several())].sort();
    // A transaction id taken before the lock: then the order of ids is not that of the locks.
    const early = !single && random() < 0.5;
    const each = 1 + Math.floor(random() * 12);
    const [hold, fails] = [random() < 0.3 ? random() * 12 : 0, random() < 0.1];
    const recorded: string[] = [];
    await wide(person.actor, async (work) => {
      recorded.length = 0;
      if (early) await sql`select pg_current_xact_id()`.execute(work.db);
      if (hold > 0) await pause(hold);
      for (const id of own) {
        if (single) await takeTurn(work, id);
        const { rows } = await sql<{ turn: number }>`
            update things set turn = turn + 1 where id = ${id} returning turn`.execute(work.db);
        for (let step = 0; step < each; step++) {
          const promiseId = newId();
          recorded.push(promiseId);
          work.record("promise.made", {
            conversationId: id,
            promiseId,
            kind: "next_step",
            text: "",
            dueAt: String((rows[0]?.turn ?? 0) * 100 + step),
          });
        }
      }
      if (hold > 0) await pause(hold);
      if (fails) throw new RolledBack();
    }).then(
      () => recorded.forEach((id) => written.kept.add(id)),
      (error: unknown) => {
        if (!(error instanceof RolledBack)) throw error;
        recorded.forEach((id) => written.lost.add(id));
      },
    );
  }
}

/** Starts a relay, and ends it without goodbye again and again: its connection dies, or it is dropped in mid-batch. */
async function relayUntil(done: () => boolean): Promise<number> {
  const random = seeded(4711);
  let kills = 0;
  while (!done()) {
    const relay = new Relay(house, [reaction("promise.made", "test.count", async () => {})]);
    relay.start();
    await pause(20 + random() * 250);
    const { rows } = await sql<{ gone: boolean }>`
      select pg_terminate_backend(pid) as gone from pg_locks
      where locktype = 'advisory' and objid = 7226802 and granted and database = (select oid from pg_database where datname = current_database())`.execute(
      house.system,
    );
    kills += rows.length;
    if (random() < 0.5) await pause(random() * 30);
    await relay.stop();
  }
  return kills;
}

test("32 writers that hold transactions open, a relay killed again and again: every event handed on once, in order", async () => {
  const person = await newWorkspace(house);
  const ids = Array.from({ length: things }, () => newId());
  await sql`insert into things (id) select unnest(${ids}::uuid[])`.execute(house.system);
  const heard: LoggedEvent[] = [];
  const reader = new LogReader(house, async (events) => () => heard.push(...events) > 0);
  await reader.start();

  const written: Written = { kept: new Set(), lost: new Set() };
  let writing = true;
  const relaying = relayUntil(() => !writing);
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(person, writer, ids, written)));
  writing = false;
  const kills = await relaying;
  await new Relay(house, [reaction("promise.made", "test.count", async () => {})]).drain();
  await soon(() => promises(heard).length >= written.kept.size);
  await reader.stop();

  expect(written.kept.size).toBeGreaterThan(20_000);
  expect(written.lost.size).toBeGreaterThan(500);
  expect(kills).toBeGreaterThan(10);

  const { rows: jobs } = await sql<{ id: string; eventId: string }>`
    select j.id::text, j.payload->>'eventId' as event_id from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'test.count' order by j.run_at, j.id`.execute(
    house.system,
  );
  const log = await house.system
    .selectFrom("events")
    .select(["id", "data", "conversationId", "xid", "position"])
    .where("name", "=", "promise.made")
    .orderBy("xid")
    .orderBy("position")
    .execute();
  const inLog = log.map(({ data }) => (data as { promiseId: string }).promiseId);
  expect(new Set(inLog)).toEqual(written.kept);
  // Handed on: the same events, each once, in the order of the log.
  expect(
    differences(
      jobs.map(({ eventId }) => eventId),
      log.map(({ id }) => id),
    ),
  ).toEqual([]);
  for (const id of ids.slice(0, alone)) {
    const turns = log
      .filter((event) => event.conversationId === id)
      .map(({ data }) => Number((data as { dueAt: string }).dueAt));
    expect(turns.length).toBeGreaterThan(50);
    expect(turns).toEqual(turns.toSorted((a, b) => a - b));
  }
  // Heard: the same, live.
  expect(
    differences(
      promises(heard).map(({ id }) => id),
      log.map(({ id }) => id),
    ),
  ).toEqual([]);
  expect(
    heard.every((event, at) => at === 0 || isBefore(heard[at - 1]?.place ?? event.place, event.place)),
  ).toBe(true);
}, 600_000);

/** The first places at which two lists differ; short where the lists are long. */
const differences = (a: readonly string[], b: readonly string[]) =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, at) => [at, a[at], b[at]])
    .filter(([, one, other]) => one !== other)
    .slice(0, 3);

const promises = (heard: readonly LoggedEvent[]) => heard.filter(({ name }) => name === "promise.made");

test("a transaction that runs in another database of the same server holds nobody back, one in this database does", async () => {
  const person = await newWorkspace(house);
  await house.relay.drain();
  const told = () =>
    person.call(changeWorkspace, { body: { name: `Kettles ${newId()}` } }).then(() => house.relay.drain());
  const elsewhere = await running(withDatabase(house.databaseUrl, "baton"));
  expect(await told()).toBe(1);
  const here = await running(house.databaseUrl);
  const before = await endOfLog(house.system);
  let count: number | null = null;
  const waiting = told().then((events) => {
    count = events;
  });
  await expect
    .poll(() => readLog(house.system, before, 10), { timeout: 60_000 })
    .toMatchObject({ heldBack: true });
  expect(count).toBeNull();
  await here.end();
  await waiting;
  expect(count).toBe(1);
  await elsewhere.end();
});

/** Somebody who has begun to write and does not come to an end. */
async function running(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("begin");
  await client.query("select pg_current_xact_id()");
  return client;
}
