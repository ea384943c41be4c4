import { Worker } from "node:worker_threads";
import { type InboundReason, reasonOf, sentenceOf } from "./inbound-reason.ts";
import type { Reading, Unread } from "./reading.ts";

/** A mail that cannot be read: it is set aside with this reason, and the next one goes on. */
export class Unreadable extends Error {
  readonly reason: InboundReason;

  constructor(reason: InboundReason) {
    super(sentenceOf(reason));
    this.reason = reason;
  }
}

interface Answer {
  id: number;
  reading?: Reading;
  error?: string;
}

export interface ReaderLimits {
  /** Milliseconds for one mail. */
  time: number;
  /** Megabytes of memory. */
  memory: number;
}

const usual: ReaderLimits = { time: 45_000, memory: 768 };
const idleFor = 60_000;
/** Small mails are read so many at once: one waits for DNS while the next is read. */
const atOnce = 4;
const small = 1024 * 1024;

/** A thread that reads mails; it is replaced when a mail hangs or kills it, and ends when nothing comes. */
export class Reader {
  readonly #limits: ReaderLimits;
  #worker: Worker | null = null;
  readonly #places = new Places(atOnce);
  readonly #under = new Set<{ any: boolean }>();
  #idle: NodeJS.Timeout | null = null;
  #id = 0;

  constructor(limits: ReaderLimits = usual) {
    this.#limits = limits;
  }

  /** Throws Unreadable for a mail that takes too long, too much memory, or breaks the reading. */
  async read(unread: Unread): Promise<Reading> {
    const places = unread.raw.length > small ? atOnce : 1;
    const first = await this.#try(places, unread);
    // Whose fault it was that the thread ended is known once each is read alone.
    const { reading, error } = first.again ? await this.#try(atOnce, unread) : first;
    if (reading) return reading;
    throw error;
  }

  async #try(
    places: number,
    unread: Unread,
  ): Promise<{ reading?: Reading; error?: unknown; again: boolean }> {
    await this.#places.take(places);
    const worker = this.#begin();
    const company = this.#accompany();
    try {
      return { reading: await this.#ask(worker, unread), again: false };
    } catch (error) {
      const read = error instanceof Unreadable && error.reason.code === "unreadable";
      if (!read) this.#replace(worker);
      return { error, again: !read && company.any };
    } finally {
      this.#under.delete(company);
      this.#places.leave(places);
      this.#over(worker);
    }
  }

  /** Who is read at the same time as somebody else is told so. */
  #accompany(): { any: boolean } {
    const company = { any: this.#under.size > 0 };
    for (const other of this.#under) other.any = true;
    this.#under.add(company);
    return company;
  }

  #begin(): Worker {
    if (this.#idle) clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    return worker;
  }

  #replace(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null;
    void worker.terminate();
  }

  #over(worker: Worker): void {
    if (this.#under.size > 0) return;
    worker.unref();
    this.#idle = setTimeout(() => this.#end(), idleFor).unref();
  }

  #start(): Worker {
    const worker = new Worker(new URL("./reading-thread.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.memory },
      execArgv: [],
    });
    worker.on("error", () => {});
    worker.once("exit", () => {
      if (this.#worker === worker) this.#worker = null;
    });
    return worker;
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = null;
  }

  #ask(worker: Worker, unread: Unread): Promise<Reading> {
    const id = ++this.#id;
    const { promise, resolve, reject } = Promise.withResolvers<Reading>();
    const give = (reason: InboundReason) => reject(new Unreadable(reason));
    const timer = setTimeout(
      () => give(reasonOf("too_slow", { seconds: String(this.#limits.time / 1000) })),
      this.#limits.time,
    );
    const heard = (answer: Answer) => {
      if (answer.id !== id) return;
      if (answer.reading) resolve(answer.reading);
      else give(reasonOf("unreadable", { error: String(answer.error) }));
    };
    const broken = (error: Error) => give(reasonOf("reading_broke", { error: error.message }));
    const gone = () => give(reasonOf("reading_ended"));
    worker.on("message", heard).on("error", broken).on("exit", gone);
    worker.postMessage({ id, unread });
    return promise.finally(() => {
      clearTimeout(timer);
      worker.off("message", heard).off("error", broken).off("exit", gone);
    });
  }
}

/** Places for mails under way; a large one takes all of them. First come, first served. */
class Places {
  #free: number;
  readonly #waiting: { places: number; go(): void }[] = [];

  constructor(most: number) {
    this.#free = most;
  }

  async take(places: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ places, go: resolve });
    this.#serve();
    return promise;
  }

  leave(places: number): void {
    this.#free += places;
    this.#serve();
  }

  #serve(): void {
    for (let next = this.#waiting[0]; next && next.places <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#free -= next.places;
      next.go();
    }
  }
}

const readers = [new Reader(), new Reader()];
let next = 0;

/** Reads a mail in a thread of its own kind, two at a time in this process. */
export function read(unread: Unread): Promise<Reading> {
  const reader = readers[next++ % readers.length] as Reader;
  return reader.read(unread);
}
