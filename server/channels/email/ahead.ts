const megabyte = 1024 * 1024;
/** What mails read before their turn may take up together, as they came. */
const mostBytes = 16 * megabyte;
const mostKept = 2_000;

/** Mails that this process reads or has read before the job of each came to it, so that many are read and settled together. */
export class Ahead {
  /** Under way, and stored ones whose job has not asked yet. */
  readonly #begun = new Map<string, Promise<string | null>>();
  /** What failed ahead waits for its own job, which is tried again and at last sets it aside. */
  readonly #failed = new Set<string>();
  #bytes = 0;

  /** Its reading, where it is in hand; whoever asks for one that is over is the last. */
  of(id: string): Promise<string | null> | undefined {
    const reading = this.#begun.get(id);
    if (reading) void reading.then(() => this.#begun.delete(id)).catch(() => {});
    return reading;
  }

  /** Whether there is room to read this one ahead, and nobody has it in hand. */
  mayTake({ id, size }: { id: string; size: number }): boolean {
    return !this.#begun.has(id) && !this.#failed.has(id) && this.#bytes + size <= mostBytes;
  }

  /** Reads a mail that nobody has asked for yet. */
  begin({ id, size }: { id: string; size: number }, read: () => Promise<string | null>): void {
    this.#bytes += size;
    const reading = this.during(id, read).finally(() => (this.#bytes -= size));
    reading.then(
      // Only what is stored stays so; the rest may have to be read again.
      (state) => state === "stored" && this.#keep(id, state),
      () => this.#fail(id),
    );
  }

  /** Reads a mail; it is in hand meanwhile. */
  during(id: string, read: () => Promise<string | null>): Promise<string | null> {
    const reading = read().finally(() => this.#begun.delete(id));
    this.#begun.set(id, reading);
    return reading;
  }

  #keep(id: string, state: string): void {
    this.#begun.set(id, Promise.resolve(state));
    const [oldest] = this.#begun.keys();
    if (this.#begun.size > mostKept && oldest !== undefined) this.#begun.delete(oldest);
  }

  #fail(id: string): void {
    if (this.#failed.size >= mostKept) this.#failed.clear();
    this.#failed.add(id);
  }
}

/** Lets so many do something at the same time; the others wait, in their order. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#free = most;
  }

  async take<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((go) => this.#waiting.push(go));
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
