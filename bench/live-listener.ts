// A process of its own: signed-in agents with open live connections; the first of them fetches each changed row anew.
import { WebSocket } from "ws";
import type { LiveFrame } from "../shared/live.ts";
import { Line } from "./line.ts";

/** Nanoseconds of the machine's clock, as text: a message on the first agent's screen, and its frame at the last agent. */
export interface Heard {
  messageId: string;
  shownAt: string;
  lastFrameAt: string;
}

const [url = "", count = "0"] = process.argv.slice(2);
const total = Number(count);
const cookie = (agent: number) => `baton_session=bench-${agent}`;
const open = new Map<string, { frames: number; shownAt?: string; lastFrameAt?: string }>();
const line = await Line.open(url);
let fetching = Promise.resolve();
let ready = 0;

for (let agent = 1; agent <= total; agent++) {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/live`, {
    headers: { cookie: cookie(agent) },
  });
  socket.on("message", (bytes: Buffer) => hear(agent, JSON.parse(bytes.toString()) as LiveFrame));
  socket.on("close", () => process.exit(1));
}

function hear(agent: number, frame: LiveFrame): void {
  if (frame.kind === "ready" && ++ready === total) process.send?.("connected");
  const { messageId, conversationId } = frame.kind === "event" ? frame.ids : {};
  if (frame.kind !== "event" || frame.name !== "message.received" || !messageId) return;
  const word = open.get(messageId) ?? { frames: 0 };
  open.set(messageId, word);
  if (++word.frames === total) word.lastFrameAt = String(process.hrtime.bigint());
  if (agent === 2) fetching = fetching.then(() => refetch(messageId, conversationId ?? ""));
  tell(messageId);
}

async function refetch(messageId: string, conversationId: string): Promise<void> {
  const { status } = await line.ask("GET", `/api/conversations/${conversationId}/row`, { cookie: cookie(2) });
  const word = open.get(messageId);
  if (status !== 200 || !word) process.exit(1);
  word.shownAt = String(process.hrtime.bigint());
  tell(messageId);
}

function tell(messageId: string): void {
  const { shownAt, lastFrameAt } = open.get(messageId) ?? {};
  if (!shownAt || !lastFrameAt) return;
  open.delete(messageId);
  process.send?.({ messageId, shownAt, lastFrameAt } satisfies Heard);
}
