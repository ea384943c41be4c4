type Resolve = (name: string, type: string) => Promise<unknown>;

interface Kept {
  answer: Promise<unknown>;
  /** Milliseconds of the clock it was asked by. */
  until: number;
}

/** Node tells no time to live of TXT and MX; so short, a changed record is seen about as soon as by others. */
const goodFor = 5 * 60_000;
/** That there is no such record is believed for less: it may just be entered. */
const absentFor = 60_000;
const most = 5_000;
const absent = new Set(["ENOTFOUND", "ENODATA", "ENONAME"]);

/** Answers of DNS for mails that come from the same senders, at most 5,000; what DNS could not answer is asked again. */
export class DnsMemory {
  readonly #kept = new Map<string, Kept>();
  readonly #resolve: Resolve;

  constructor(resolve: Resolve) {
    this.#resolve = resolve;
  }

  /** Asks at a time in milliseconds; fails as DNS does. */
  async ask(name: string, type: string, now: number): Promise<unknown> {
    const key = `${type} ${name.toLowerCase()}`;
    const known = this.#kept.get(key);
    if (known && known.until > now) return known.answer;
    const kept: Kept = { answer: this.#resolve(name, type), until: now + goodFor };
    this.#put(key, kept);
    try {
      return await kept.answer;
    } catch (error) {
      const none = absent.has((error as NodeJS.ErrnoException).code ?? "");
      if (none) kept.until = now + absentFor;
      else if (this.#kept.get(key) === kept) this.#kept.delete(key);
      throw error;
    }
  }

  #put(key: string, kept: Kept): void {
    this.#kept.delete(key);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= most && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, kept);
  }
}
