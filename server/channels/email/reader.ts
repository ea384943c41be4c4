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

/** One thread that reads one mail at a time; it is replaced when a mail hangs or kills it, and ends when nothing comes. */
export class Reader {
  readonly #limits: ReaderLimits;
  #worker: Worker | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | null = null;
  #id = 0;

  constructor(limits: ReaderLimits = usual) {
    this.#limits = limits;
  }

  /** Throws Unreadable for a mail that takes too long, too much memory, or breaks the reading. */
  read(unread: Unread): Promise<Reading> {
    const turn = this.#queue.then(() => this.#read(unread));
    this.#queue = turn.catch(() => {});
    return turn;
  }

  async #read(unread: Unread): Promise<Reading> {
    if (this.#idle) clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    try {
      return await this.#ask(worker, unread);
    } catch (error) {
      this.#worker = null;
      void worker.terminate();
      throw error;
    } finally {
      worker.unref();
      this.#idle = setTimeout(() => this.#end(), idleFor).unref();
    }
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

const readers = [new Reader(), new Reader()];
let next = 0;

/** Reads a mail in a thread of its own kind, two at a time in this process. */
export function read(unread: Unread): Promise<Reading> {
  const reader = readers[next++ % readers.length] as Reader;
  return reader.read(unread);
}
