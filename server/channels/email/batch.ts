/** What waits while others are done. */
interface Waiting<I, O> {
  item: I;
  done(value: O): void;
  fail(error: unknown): void;
}

/**
 * Does together what comes at the same moment: one is done at once, and what comes meanwhile is done as one when it is over.
 * When several fail together, each is done by itself, so that one can only fail alone.
 */
export class Batch<I, O> {
  readonly #all: (items: readonly I[]) => Promise<readonly O[]>;
  readonly #one: (item: I) => Promise<O>;
  readonly #most: number;
  #waiting: Waiting<I, O>[] = [];
  #busy = false;

  /** `all` does everything or nothing, and answers in the order of the items; `most` at a time. */
  constructor(
    all: (items: readonly I[]) => Promise<readonly O[]>,
    one: (item: I) => Promise<O>,
    most: number,
  ) {
    this.#all = all;
    this.#one = one;
    this.#most = most;
  }

  /** Nothing is under way, and nothing waits. */
  get idle(): boolean {
    return !this.#busy && this.#waiting.length === 0;
  }

  add(item: I): Promise<O> {
    const { promise, resolve, reject } = Promise.withResolvers<O>();
    this.#waiting.push({ item, done: resolve, fail: reject });
    if (!this.#busy) void this.#run();
    return promise;
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#waiting.length > 0) await this.#do(this.#waiting.splice(0, this.#most));
    this.#busy = false;
  }

  async #do(batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const values = await this.#all(batch.map(({ item }) => item));
      for (const [at, { done }] of batch.entries()) done(values[at] as O);
    } catch {
      await Promise.all(batch.map(({ item, done, fail }) => this.#one(item).then(done, fail)));
    }
  }
}

/** Batches by a key, such as a workspace; one that has nothing to do is forgotten. */
export class Batches<I, O> {
  readonly #byKey = new Map<string, Batch<I, O>>();
  readonly #make: (key: string) => Batch<I, O>;

  constructor(make: (key: string) => Batch<I, O>) {
    this.#make = make;
  }

  async add(key: string, item: I): Promise<O> {
    const batch = this.#byKey.get(key) ?? this.#make(key);
    this.#byKey.set(key, batch);
    try {
      return await batch.add(item);
    } finally {
      if (batch.idle && this.#byKey.get(key) === batch) this.#byKey.delete(key);
    }
  }
}
