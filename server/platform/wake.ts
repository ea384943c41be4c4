import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";

const channel = "baton_log";
/** Milliseconds. */
const betweenRings = 5;
/** The same when rings come thick: nobody sees so small a delay, and each look costs the same for one event or twenty. */
const betweenMany = 15;

/**
 * Wakes everybody who reads the log, in this process and in others. A NOTIFY inside a writing
 * transaction takes a lock that serialises all commits, so it is sent afterwards, from a
 * connection of its own, and many commits share one. When it is lost, readers poll each second.
 */
export class Wake {
  readonly #pool: pg.Pool;
  readonly #listeners = new Set<() => void>();
  readonly #signals = new Set<(payload: string) => void>();
  #asked = 0;
  #sending = false;
  #closed = false;
  #client: pg.PoolClient | null = null;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Begins to listen, and again whenever the connection dies; never throws. */
  async listen(): Promise<void> {
    while (!this.#closed) {
      await this.#listenOnce().catch(() => {});
      if (!this.#closed) await new Promise((done) => setTimeout(done, 250));
    }
  }

  async #listenOnce(): Promise<void> {
    const client = await this.#pool.connect();
    this.#client = client;
    try {
      const lost = new Promise<void>((done) => {
        client.once("end", () => done());
        client.once("error", () => done());
      });
      client.on("notification", (note) => this.#heard(note.payload ?? ""));
      await client.query(`listen ${channel}`);
      this.#wakeAll();
      if (!this.#closed) await lost;
    } finally {
      this.#client = null;
      release(client);
    }
  }

  onWake(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onSignal(listener: (payload: string) => void): () => void {
    this.#signals.add(listener);
    return () => this.#signals.delete(listener);
  }

  /** Says that the log has grown. */
  ring = (): void => {
    this.#asked++;
    if (!this.#sending) void this.#send();
  };

  /** Sends a short-lived signal (typing, viewing) to every process; at most 7,000 bytes. */
  async signal(payload: string): Promise<void> {
    await this.#pool.query("select pg_notify($1, $2)", [channel, payload]).catch(() => {});
  }

  close(): void {
    this.#closed = true;
    if (this.#client) release(this.#client);
  }

  async #send(): Promise<void> {
    this.#sending = true;
    while (this.#asked > 0 && !this.#closed) {
      this.#asked = 0;
      await this.#pool.query(`notify ${channel}`).catch(() => {});
      // Under load one ring stands for many commits; a lone one is not delayed.
      await pause(betweenRings);
      if (this.#asked > 1) await pause(betweenMany);
    }
    this.#sending = false;
  }

  #heard(payload: string): void {
    if (payload === "") this.#wakeAll();
    else for (const listener of this.#signals) listener(payload);
  }

  #wakeAll(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A connection that listens is not given back for others to use. */
function release(client: pg.PoolClient): void {
  try {
    client.release(true);
  } catch {
    // Released already: the pool noticed first.
  }
}
