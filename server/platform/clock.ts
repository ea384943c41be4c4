/** The time of the house; tests and simulations move it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that goes on by itself from where it was last set, or stands still until it is moved. */
export class MovableClock implements Clock {
  #offset = 0;
  #stoppedAt: number | null = null;

  now(): Date {
    return new Date(this.#real() + this.#offset);
  }

  #real(): number {
    return this.#stoppedAt ?? Date.now();
  }

  /** Moves forward (or back) by milliseconds. */
  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }

  set(moment: Date): void {
    this.#offset = moment.getTime() - this.#real();
  }

  /** From now on moved by hand only: for what differs within seconds, which a busy machine takes for one step. */
  stop(): void {
    this.#stoppedAt ??= Date.now();
  }

  /** Goes on by itself again, from what it shows. */
  goOn(): void {
    const shown = this.now();
    this.#stoppedAt = null;
    this.set(shown);
  }
}
