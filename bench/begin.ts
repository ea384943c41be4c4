import { setTimeout as pause } from "node:timers/promises";
import { Baton } from "./baton.ts";
import { conversationId, fillAgents, fillConversations, fillInbox } from "./fill.ts";
import { Line } from "./line.ts";
import type { Figures } from "./main.ts";
import { memoryOf } from "./processes.ts";
import { median, rounded } from "./statistics.ts";

/** Start on an empty data directory and again, until /health/ready answers 200; memory of all processes, idle and at work. */
export async function begin(): Promise<Figures> {
  const baton = await Baton.prepare();
  try {
    const cold = await baton.start();
    const warm: number[] = [];
    for (let round = 0; round < 3; round++) {
      await baton.stop();
      warm.push(await baton.start());
    }
    await pause(5000);
    const idle = memoryOf(baton.pid);
    const load = await loaded(baton);
    return {
      "start.coldMs": rounded(cold, 0),
      "start.warmMs": rounded(median(warm), 0),
      "memory.idleMiB": rounded(idle, 0),
      "memory.loadMiB": rounded(load, 0),
    };
  } finally {
    await baton.remove();
  }
}

/** The most it took during ten seconds of eight writers over the API. */
async function loaded(baton: Baton): Promise<number> {
  const { workspaceId, key } = await baton.enter();
  const client = await baton.superuser();
  const inboxId = await fillInbox(client, workspaceId, "bench@bench.example");
  await fillAgents(client, workspaceId, 20);
  await fillConversations(client, { workspaceId, inboxId, agents: 20 }, 1, 2000);
  await client.end();
  const until = performance.now() + 10_000;
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    const line = await Line.open(baton.url);
    const headers = { authorization: `Bearer ${key}` };
    const path = `/api/conversations/${conversationId(5 * (writer + 1))}/messages`;
    while (performance.now() < until) await line.ask("POST", path, headers, { text: "Is anybody there?" });
    line.close();
  });
  let most = 0;
  while (performance.now() < until) {
    most = Math.max(most, memoryOf(baton.pid));
    await pause(500);
  }
  await Promise.all(writers);
  return most;
}
