const second = 1000;
const shortest = 5;
const longestShort = 80;

/**
 * How a reader of the log waits: until it is woken, at most a second. Events held back by a transaction that still runs ring
 * again for nobody, so it then looks after 5 ms, 10 ms, and so on to 80 ms; each ring begins anew.
 */
export class Nap {
  #awake = false;
  #end = () => {};
  #short = shortest;

  /** Ends the nap that is taken, or the next one when none is. */
  wake(): void {
    this.#awake = true;
    this.#short = shortest;
    this.#end();
  }

  async take(heldBack: boolean): Promise<void> {
    const length = heldBack ? this.#short : second;
    this.#short = heldBack ? Math.min(this.#short * 2, longestShort) : shortest;
    if (!this.#awake) {
      await new Promise<void>((done) => {
        const timer = setTimeout(done, length);
        this.#end = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
    this.#awake = false;
  }
}
