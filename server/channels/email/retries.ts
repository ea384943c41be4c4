/** When mails that were tried in vain are tried again, by the process's own clock. */
export class Retries {
  readonly #pauses: readonly number[];
  readonly #due = new Map<string, number>();

  /** Seconds after each try. */
  constructor(pauses: readonly number[]) {
    this.#pauses = pauses;
  }

  isDue(key: string): boolean {
    return (this.#due.get(key) ?? 0) <= performance.now();
  }

  put(key: string, tries: number): void {
    const seconds = this.#pauses[Math.min(tries, this.#pauses.length - 1)] ?? 60;
    this.#due.set(key, performance.now() + seconds * 1000);
  }

  done(key: string): void {
    this.#due.delete(key);
  }

  /** Milliseconds until the next is due. */
  next(): number {
    return Math.max(0, Math.min(...this.#due.values()) - performance.now());
  }
}
