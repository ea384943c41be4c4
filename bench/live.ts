import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Baton } from "./baton.ts";
import { conversationId, fillAgents, fillConversations, fillInbox } from "./fill.ts";
import { Line } from "./line.ts";
import type { Heard } from "./live-listener.ts";
import type { Figures } from "./main.ts";
import { cpuOf } from "./processes.ts";
import { percentile, rounded } from "./statistics.ts";

const agents = 200;
const perSecond = 20;
const seconds = 30;

/** From the customer's send to another agent's screen: the request goes out, the frame arrives, and the row is fetched anew. */
export async function live(): Promise<Figures> {
  const baton = await Baton.prepare();
  let listener: ChildProcess | null = null;
  try {
    await baton.start();
    const { workspaceId, key } = await baton.enter();
    const client = await baton.superuser();
    const inboxId = await fillInbox(client, workspaceId, "bench@bench.example");
    await fillAgents(client, workspaceId, agents);
    await fillConversations(client, { workspaceId, inboxId, agents }, 1, 10_000);
    await client.query("analyze");
    await client.end();
    const heard: Heard[] = [];
    listener = fork(join(import.meta.dirname, "live-listener.ts"), [baton.url, String(agents)]);
    await new Promise<void>((done, failed) => {
      listener?.on("message", (word: Heard | "connected") => {
        if (word === "connected") done();
        else heard.push(word);
      });
      listener?.once("exit", (code) => failed(new Error(`The listeners ended with ${code}.`)));
    });
    const before = cpuOf(baton.pid);
    const sent = await send(baton, key);
    const after = cpuOf(baton.pid);
    await pause(2000);
    return figuresOf(
      sent,
      heard,
      (after.own - before.own) / 1e4 / seconds,
      (after.others - before.others) / 1e4 / seconds,
    );
  } finally {
    listener?.kill();
    await baton.remove();
  }
}

/** Sends at an even pace whatever the answers take; returns when each message went out, in nanoseconds of the machine. */
async function send(baton: Baton, key: string): Promise<Map<string, bigint>> {
  const sent = new Map<string, bigint>();
  const free = await Promise.all(Array.from({ length: 10 }, () => Line.open(baton.url)));
  const all = [...free];
  const began = performance.now();
  const asked: Promise<void>[] = [];
  for (let count = 0; count < perSecond * seconds; count++) {
    await pause(Math.max(0, began + (count * 1000) / perSecond - performance.now()));
    const line = free.shift();
    if (!line) throw new Error("Ten messages are unanswered: it cannot keep up.");
    const path = `/api/conversations/${conversationId(5 * (1 + (count % 1900)))}/messages`;
    const at = process.hrtime.bigint();
    const ask = line.ask("POST", path, { authorization: `Bearer ${key}` }, { text: `Message ${count}` });
    asked.push(
      ask.then(({ status, body }) => {
        if (status !== 200) throw new Error(`The API answered ${status}: ${body}`);
        sent.set((JSON.parse(body) as { id: string }).id, at);
        free.push(line);
      }),
    );
  }
  await Promise.all(asked);
  for (const line of all) line.close();
  return sent;
}

function figuresOf(sent: Map<string, bigint>, heard: Heard[], server: number, postgres: number): Figures {
  const since = (word: Heard, at: string) => Number(BigInt(at) - (sent.get(word.messageId) ?? 0n)) / 1e6;
  const known = heard.filter(({ messageId }) => sent.has(messageId));
  const shown = known.map((word) => since(word, word.shownAt));
  if (shown.length < sent.size) throw new Error(`${sent.size} were sent and ${shown.length} were shown.`);
  return {
    "live.p50Ms": rounded(percentile(shown, 0.5), 1),
    "live.p99Ms": rounded(percentile(shown, 0.99), 1),
    "live.lastOf200P99Ms": rounded(
      percentile(
        known.map((word) => since(word, word.lastFrameAt)),
        0.99,
      ),
      1,
    ),
    "live.serverCpuPercent": rounded(server, 0),
    "live.postgresCpuPercent": rounded(postgres, 0),
  };
}
