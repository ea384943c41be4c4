/** The time of the house; tests and simulations move it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that goes on by itself from where it was last set. */
export class MovableClock implements Clock {
  #offset = 0;

  now(): Date {
    return new Date(Date.now() + this.#offset);
  }

  /** Moves forward (or back) by milliseconds. */
  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }

  set(moment: Date): void {
    this.#offset = moment.getTime() - Date.now();
  }
}
