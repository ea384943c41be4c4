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
  readonly #all: (items: readonly [I, ...I[]]) => Promise<readonly O[]>;
  readonly #one: (item: I) => Promise<O>;
  readonly #most: number;
  #waiting: Waiting<I, O>[] = [];
  #busy = false;

  /** `all` does everything or nothing, and answers in the order of the items; `most` at a time. */
  constructor(
    all: (items: readonly [I, ...I[]]) => Promise<readonly O[]>,
    one: (item: I) => Promise<O>,
    most: number,
  ) {
    this.#all = all;
    this.#one = one;
    this.#most = most;
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
      const values = await this.#all(batch.map(({ item }) => item) as [I, ...I[]]);
      for (const [at, { done }] of batch.entries()) done(values[at] as O);
    } catch {
      await Promise.all(batch.map((one) => this.#alone(one)));
    }
  }

  async #alone({ item, done, fail }: Waiting<I, O>): Promise<void> {
    try {
      done(await this.#one(item));
    } catch (error) {
      fail(error);
    }
  }
}

/** Batches by a key, such as a workspace; one that nobody waits for is forgotten. */
export class Batches<I, O> {
  readonly #byKey = new Map<string, { batch: Batch<I, O>; waiting: number }>();
  readonly #make: (key: string) => Batch<I, O>;

  constructor(make: (key: string) => Batch<I, O>) {
    this.#make = make;
  }

  async add(key: string, item: I): Promise<O> {
    const one = this.#byKey.get(key) ?? { batch: this.#make(key), waiting: 0 };
    this.#byKey.set(key, one);
    one.waiting++;
    try {
      return await one.batch.add(item);
    } finally {
      if (--one.waiting === 0) this.#byKey.delete(key);
    }
  }
}
