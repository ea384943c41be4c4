import { sql } from "kysely";
import type pg from "pg";
import { database } from "./database.ts";
import { type LoggedEvent, type Place, readLog } from "./events.ts";
import type { House } from "./house.ts";
import { attemptsForGood, deepestChain, type Reaction } from "./reactions.ts";

const advisoryLock = 7_226_802;
const batch = 500;

/**
 * Hands the log on to reactions: reads in commit order, enqueues the jobs of a batch and moves its
 * checkpoint in one transaction. The advisory lock makes it the only one; whoever waits takes over within seconds.
 */
export class Relay {
  readonly #house: House;
  readonly #byEvent = new Map<string, Reaction[]>();
  #client: pg.PoolClient | null = null;
  #closed = false;
  #loop: Promise<void> | null = null;
  #wake = () => {};

  constructor(house: House, reactions: readonly Reaction[]) {
    this.#house = house;
    for (const reaction of reactions) {
      this.#byEvent.set(reaction.event, [...(this.#byEvent.get(reaction.event) ?? []), reaction]);
    }
  }

  /** True while this process is the one that relays. */
  get leads(): boolean {
    return this.#client !== null;
  }

  start(): void {
    const unlisten = this.#house.wake.onWake(() => this.#wake());
    this.#loop = this.#run().finally(unlisten);
  }

  async stop(): Promise<void> {
    this.#closed = true;
    this.#wake();
    await this.#loop;
    this.#drop();
  }

  /** Hands on everything there is, once; returns how many events. Used by tests, and by the loop. */
  async drain(client?: pg.PoolClient): Promise<number> {
    let total = 0;
    for (;;) {
      const count = await this.#handOn(client);
      total += count;
      if (count < batch || this.#closed) return total;
    }
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      const nap = new Promise<void>((done) => {
        const timer = setTimeout(done, 1000);
        this.#wake = () => {
          clearTimeout(timer);
          done();
        };
      });
      try {
        if (await this.#lead()) await this.drain(this.#client ?? undefined);
      } catch (error) {
        this.#house.log.warn({ err: error }, "relay interrupted; it goes on from its checkpoint");
        this.#drop();
      }
      if (!this.#closed) await nap;
    }
  }

  async #lead(): Promise<boolean> {
    if (this.#client) return true;
    const client = await this.#house.systemPool.connect();
    const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [
      advisoryLock,
    ]);
    if (!rows[0]?.got) {
      client.release();
      return false;
    }
    client.once("end", () => this.#drop());
    this.#client = client;
    return true;
  }

  #drop(): void {
    const client = this.#client;
    this.#client = null;
    // Destroying the connection gives the lock back whatever state it was in.
    client?.release(true);
  }

  async #handOn(client: pg.PoolClient | undefined): Promise<number> {
    // The checkpoint is read and moved on the connection that holds the lock: without it there is nothing to move.
    const db = client ? database(onlyClient(client)) : this.#house.system;
    return db.transaction().execute(async (trx) => {
      const state = await trx
        .selectFrom("logState")
        .select(["relayedXid as xid", "relayedPosition as position"])
        .forUpdate()
        .executeTakeFirstOrThrow();
      const events = await readLog(trx, state as Place, batch);
      const last = events.at(-1);
      if (!last) return 0;
      const jobs = events.flatMap((event) => this.#jobsOf(event));
      if (jobs.length > 0) {
        await sql`select graphile_worker.add_jobs(array(
          select json_populate_record(null::graphile_worker.job_spec, spec) from json_array_elements(${JSON.stringify(jobs)}::json) spec
        ))`.execute(trx);
      }
      await trx
        .updateTable("logState")
        .set({ relayedXid: last.place.xid, relayedPosition: last.place.position })
        .execute();
      return events.length;
    });
  }

  #jobsOf(event: LoggedEvent) {
    if (event.depth >= deepestChain) {
      this.#house.log.error(
        { event: event.id, name: event.name },
        "a chain of events causes itself; it ends here",
      );
      return [];
    }
    return (this.#byEvent.get(event.name) ?? []).map((reaction) => ({
      identifier: reaction.name,
      payload: { workspaceId: event.workspaceId, eventId: event.id },
      max_attempts: attemptsForGood,
    }));
  }
}

/** A pool of exactly this client, so that Kysely can speak over it. */
function onlyClient(client: pg.PoolClient): pg.Pool {
  const borrowed = Object.create(client, { release: { value: () => {} } }) as pg.PoolClient;
  return { connect: async () => borrowed, end: async () => {} } as unknown as pg.Pool;
}
