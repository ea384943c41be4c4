import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { databaseOver } from "./database.ts";
import { type Place, readLog } from "./events.ts";
import type { House } from "./house.ts";
import { Nap } from "./nap.ts";
import { addJobs, jobsOf } from "./queue.ts";
import type { Reaction } from "./reactions.ts";

const advisoryLock = 7_226_802;
const batch = 500;
/** Milliseconds; the longer pause after a look that found this many, so that more of them become one job. */
const betweenLooks = 20;
const betweenFullLooks = 80;
const full = 10;

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
  readonly #nap = new Nap();

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
    const unlisten = this.#house.wake.onWake(() => this.#nap.wake());
    this.#loop = this.#run().finally(unlisten);
  }

  async stop(): Promise<void> {
    this.#closed = true;
    this.#nap.wake();
    await this.#loop;
    this.#drop();
  }

  /**
   * Hands on everything there is and returns how many events, for tests and demo data. It waits for what an older
   * transaction of this database holds back.
   */
  async drain(): Promise<number> {
    let total = 0;
    for (;;) {
      const { count, heldBack } = await this.#drain();
      total += count;
      if (!heldBack || this.#closed) return total;
      await this.#nap.take(heldBack);
    }
  }

  async #drain(client?: pg.PoolClient): Promise<{ count: number; heldBack: boolean }> {
    let total = 0;
    for (;;) {
      const { count, heldBack } = await this.#handOn(client);
      total += count;
      if (count < batch || this.#closed) return { count: total, heldBack };
    }
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      let [count, heldBack] = [0, false];
      try {
        const client = await this.#lead();
        if (client) ({ count, heldBack } = await this.#drain(client));
      } catch (error) {
        this.#house.log.warn({ err: error }, "relay interrupted; it goes on from its checkpoint");
        this.#drop();
      }
      if (!this.#closed) await this.#nap.take(heldBack);
      // Under load one look hands on what many works recorded.
      if (!this.#closed) await pause(count < full ? betweenLooks : betweenFullLooks);
    }
  }

  async #lead(): Promise<pg.PoolClient | null> {
    if (this.#client) return this.#client;
    const client = await this.#house.queuePool.connect();
    let got = false;
    try {
      const { rows } = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [
        advisoryLock,
      ]);
      got = rows[0]?.got ?? false;
    } catch (error) {
      client.release(true);
      throw error;
    }
    if (!got) {
      client.release();
      return null;
    }
    client.once("end", () => {
      if (this.#client === client) this.#drop();
    });
    this.#client = client;
    return client;
  }

  #drop(): void {
    const client = this.#client;
    this.#client = null;
    // Destroying the connection gives the lock back whatever state it was in.
    client?.release(true);
  }

  async #handOn(client: pg.PoolClient | undefined): Promise<{ count: number; heldBack: boolean }> {
    // The checkpoint is read and moved on the connection that holds the lock: without it there is nothing to move.
    const db = client ? databaseOver(client) : this.#house.system;
    return db.transaction().execute(async (trx) => {
      const state = await trx
        .selectFrom("logState")
        .select(["relayedXid as xid", "relayedPosition as position"])
        .forUpdate()
        .executeTakeFirstOrThrow();
      const { events, heldBack } = await readLog(trx, state as Place, batch);
      const last = events.at(-1);
      if (!last) return { count: 0, heldBack };
      await addJobs(
        trx,
        jobsOf(events, (name) => this.#byEvent.get(name) ?? []),
      );
      await trx
        .updateTable("logState")
        .set({ relayedXid: last.place.xid, relayedPosition: last.place.position })
        .execute();
      return { count: events.length, heldBack };
    });
  }
}
