import { connect, type Socket } from "node:net";

/** A line to an SMTP server on this machine, spoken word by word. */
export class SmtpLine {
  readonly #socket: Socket;
  #heard = "";
  #listen = () => {};

  constructor(port: number) {
    this.#socket = connect(port, "127.0.0.1");
    this.#socket.setEncoding("utf8").on("error", () => {});
    this.#socket.on("data", (text: string) => {
      this.#heard += text;
      this.#listen();
    });
    this.#socket.on("close", () => this.#listen());
  }

  /** Sends, and returns the whole answer: up to its last line, or to the one with this code when several commands go at once. */
  async say(words: string | Buffer, until = "\\d{3}"): Promise<string> {
    if (words.length > 0) this.#socket.write(words);
    const whole = new RegExp(`^${until} .*\\r\\n`, "m");
    while (!whole.test(this.#heard) && !this.#socket.destroyed)
      await new Promise<void>((done) => {
        this.#listen = done;
      });
    const heard = this.#heard;
    this.#heard = "";
    return heard;
  }

  write(words: string | Buffer): void {
    this.#socket.write(words);
  }

  async drop(): Promise<void> {
    if (this.#socket.destroyed) return;
    const closed = new Promise((done) => this.#socket.once("close", done));
    this.#socket.destroy();
    await closed;
  }
}
