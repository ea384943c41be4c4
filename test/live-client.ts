import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import type { LiveFrame, LiveWord } from "../shared/live.ts";

type EventFrame = Extract<LiveFrame, { kind: "event" }>;

/** A browser's live connection without the browser: remembers what it heard and where it was when the line broke. */
export class LiveClient {
  readonly #url: string;
  readonly #cookie: string;
  readonly #headers: Record<string, string>;
  #socket: WebSocket | null = null;
  /** The place in the log it saw last. */
  since: string | undefined;
  frames: LiveFrame[] = [];
  /** Close code of the last line; null while it is open. */
  closed: number | null = null;
  onFrame: (frame: LiveFrame) => void = () => {};

  /** `url` is the http address of the server. */
  constructor(url: string, cookie: string, headers: Record<string, string> = {}) {
    this.#url = url;
    this.#cookie = cookie;
    this.#headers = headers;
  }

  /** Opens a line that resumes where the last one broke, and waits until it is up to date or refused. */
  async connect(): Promise<void> {
    const query = this.since ? `?since=${encodeURIComponent(this.since)}` : "";
    const socket = new WebSocket(`${this.#url.replace(/^http/, "ws")}/api/live${query}`, {
      headers: { cookie: this.#cookie, ...this.#headers },
    });
    this.#socket = socket;
    this.closed = null;
    const open = new Promise<void>((done) => {
      socket.on("message", (data) => {
        const frame = JSON.parse(String(data as Buffer)) as LiveFrame;
        if (this.#socket !== socket) return;
        if ("at" in frame) this.since = frame.at;
        this.frames.push(frame);
        this.onFrame(frame);
        if (frame.kind === "ready" || frame.kind === "reload") done();
      });
      socket.on("close", (code) => {
        if (this.#socket === socket) this.closed = code;
        done();
      });
    });
    socket.on("error", () => {});
    await open;
  }

  /** Breaks the line without a goodbye. */
  cut(): void {
    this.#socket?.terminate();
  }

  /** Stops reading, as a browser whose tab is frozen. */
  freeze(): void {
    this.#socket?.pause();
  }

  thaw(): void {
    this.#socket?.resume();
  }

  say(word: LiveWord | string): void {
    this.#socket?.send(typeof word === "string" ? word : JSON.stringify(word));
  }

  events(): EventFrame[] {
    return this.frames.filter((frame) => frame.kind === "event");
  }
}

/** Waits until something is so; gives up after `milliseconds` and says whether it is. */
export async function soon(
  condition: () => boolean | Promise<boolean>,
  milliseconds = 90_000,
): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > end) return false;
    await pause(10);
  }
  return true;
}
