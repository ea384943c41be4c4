import { connect, type Socket } from "node:net";

export interface Answer {
  status: number;
  body: string;
}

/**
 * One kept-alive HTTP/1.1 connection that asks one thing at a time, with as little work as possible: what the client costs
 * is missing to the server on the same machine.
 */
export class Line {
  readonly #socket: Socket;
  readonly #host: string;
  #received = "";
  #waiting: { done: (answer: Answer) => void; failed: (error: Error) => void } | null = null;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.setNoDelay();
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => this.#take(text));
    const fail = (error?: Error) => this.#waiting?.failed(error ?? new Error("The connection ended."));
    socket.on("error", fail);
    socket.on("close", () => fail());
  }

  static open(url: string): Promise<Line> {
    const { hostname, port, host } = new URL(url);
    return new Promise((done, failed) => {
      const socket = connect(Number(port), hostname);
      socket.once("error", failed);
      socket.once("connect", () => {
        socket.off("error", failed);
        done(new Line(socket, host));
      });
    });
  }

  ask(method: string, path: string, headers: Record<string, string> = {}, body?: unknown): Promise<Answer> {
    const text = body === undefined ? "" : JSON.stringify(body);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    if (text) lines.push(`content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`);
    return new Promise((done, failed) => {
      this.#waiting = { done, failed };
      this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n${lines.join("")}\r\n${text}`);
    });
  }

  close(): void {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#received.slice(0, end))?.[1] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    const body = Buffer.from(this.#received.slice(end + 4, end + 4 + length), "latin1").toString("utf8");
    const status = Number(this.#received.slice(9, 12));
    this.#received = this.#received.slice(end + 4 + length);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.done({ status, body });
  }
}
