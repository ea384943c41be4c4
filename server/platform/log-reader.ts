import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { endOfLog, type LoggedEvent, type Place, readLog } from "./events.ts";
import type { House } from "./house.ts";
import { Nap } from "./nap.ts";

const batch = 500;
/** A look that found this many is followed by a pause, in milliseconds: under load one look tells of what many works recorded. */
const many = 8;
const betweenFullLooks = 15;

/** A place in the log as clients carry it: which life of the log, transaction, position. */
export function writePlace(epoch: string, { xid, position }: Place): string {
  return `${epoch}.${xid}.${position}`;
}

export function readPlace(text: string): { epoch: string; place: Place } | null {
  const match = /^([0-9a-f-]{36})\.(\d{1,20})\.(\d{1,18})$/.exec(text);
  return match
    ? { epoch: match[1] ?? "", place: { xid: match[2] ?? "0", position: Number(match[3]) } }
    : null;
}

/** True when a lies before b in the log. */
export function isBefore(a: Place, b: Place): boolean {
  const [x, y] = [BigInt(a.xid), BigInt(b.xid)];
  return x < y || (x === y && a.position < b.position);
}

/**
 * Makes ready to tell a batch and returns how to tell it. Telling and moving on are one step, so that whoever comes to listen
 * meanwhile is told either by it or by what they missed; it returns false to be asked anew.
 */
export type Prepare = (events: LoggedEvent[]) => Promise<() => boolean>;

/** This process's own reader of the log: hands on each event once, in order, from where it was opened. */
export class LogReader {
  readonly #house: House;
  readonly #prepare: Prepare;
  #place: Place = { xid: "0", position: 0 };
  #epoch = "";
  #closed = false;
  #loop: Promise<void> | null = null;
  readonly #nap = new Nap();

  constructor(house: House, prepare: Prepare) {
    this.#house = house;
    this.#prepare = prepare;
  }

  get place(): Place {
    return this.#place;
  }

  get epoch(): string {
    return this.#epoch;
  }

  async start(): Promise<void> {
    this.#place = await endOfLog(this.#house.system);
    const { rows } = await sql<{ epoch: string }>`select epoch from log_state`.execute(this.#house.system);
    this.#epoch = rows[0]?.epoch ?? "";
    const unlisten = this.#house.wake.onWake(() => this.#nap.wake());
    this.#loop = this.#run().finally(unlisten);
  }

  async stop(): Promise<void> {
    this.#closed = true;
    this.#nap.wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      let [count, heldBack] = [0, false];
      try {
        ({ count, heldBack } = await this.#readOn());
      } catch (error) {
        this.#house.log.warn({ err: error }, "reading the log was interrupted; it goes on from where it was");
      }
      if (!this.#closed && count >= many) await pause(betweenFullLooks);
      if (!this.#closed) await this.#nap.take(heldBack);
    }
  }

  async #readOn(): Promise<{ count: number; heldBack: boolean }> {
    for (let count = 0; ; ) {
      const { events, heldBack } = await readLog(this.#house.system, this.#place, batch);
      const last = events.at(-1);
      if (!last || this.#closed) return { count, heldBack };
      let tell = await this.#prepare(events);
      while (!tell()) tell = await this.#prepare(events);
      this.#place = last.place;
      count += events.length;
      if (events.length < batch) return { count, heldBack };
    }
  }
}
