import { networkOf } from "../../people/tries.ts";
import { isPublic } from "../../platform/outside.ts";

/** What one address of the outside may hand in within a minute, when nothing else is set. */
const usual = 300;
const mostKept = 50_000;

interface Bucket {
  left: number;
  at: number;
}

/**
 * How many mails one network may hand in: as many at once as in a minute, then evenly (a token bucket). Unless a number is set,
 * it holds for the outside only: a relay of our own brings everybody's mail.
 */
export class MailRate {
  readonly #perMinute: number;
  readonly #ownToo: boolean;
  readonly #buckets = new Map<string, Bucket>();

  constructor(perMinute: number | null) {
    this.#perMinute = perMinute ?? usual;
    this.#ownToo = perMinute !== null;
  }

  /** Counts a mail from this address; false when there were too many. */
  allows(ip: string, now: Date): boolean {
    const address = ip.replace(/^::ffff:/i, "");
    if (!this.#ownToo && !isPublic(address)) return true;
    const key = networkOf(address);
    const at = now.getTime();
    const { left, at: since } = this.#buckets.get(key) ?? { left: this.#perMinute, at };
    const filled = Math.min(this.#perMinute, left + ((at - since) / 60_000) * this.#perMinute);
    // Put at the end, so that the first ones are those that were silent longest.
    this.#buckets.delete(key);
    this.#buckets.set(key, { left: filled < 1 ? filled : filled - 1, at });
    if (this.#buckets.size > mostKept) this.#buckets.delete(this.#buckets.keys().next().value ?? "");
    return filled >= 1;
  }
}
