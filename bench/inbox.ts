import { Baton } from "./baton.ts";
import { fillAgents, fillConversations, fillInbox } from "./fill.ts";
import { Line } from "./line.ts";
import type { Figures } from "./main.ts";
import { median, rounded } from "./statistics.ts";

const views = ["mine", "all", "overdue"] as const;
const [small, large] = [10_000, 1_000_000];
const agents = 50;
const chunk = 50_000;
const asks = 150;

/** The first page of three views for a signed-in agent, one request at a time, at 10,000 and at 1,000,000 conversations. */
export async function inbox(say: (sentence: string) => void): Promise<Figures> {
  const baton = await Baton.prepare();
  try {
    await baton.start();
    const { workspaceId } = await baton.enter();
    const client = await baton.superuser();
    const inboxId = await fillInbox(client, workspaceId, "bench@bench.example");
    await fillAgents(client, workspaceId, agents);
    const place = { workspaceId, inboxId, agents };
    const fillTo = async (from: number, to: number) => {
      for (let next = from; next <= to; next += chunk)
        await fillConversations(client, place, next, Math.min(to, next + chunk - 1));
      await client.query("vacuum analyze");
    };
    await fillTo(1, small);
    const few = await measure(baton);
    say(`  at ${small}: ${JSON.stringify(few)}`);
    await fillTo(small + 1, large);
    const many = await measure(baton);
    say(`  at ${large}: ${JSON.stringify(many)}`);
    await client.end();
    return {
      "inbox.p50Ms": rounded(median(views.map((view) => many[view]))),
      "inbox.ratio": rounded(
        median(views.map((view) => many[view])) / median(views.map((view) => few[view])),
      ),
      ...Object.fromEntries(
        views.flatMap((view) => [
          [`inbox.${view}.p50Ms`, rounded(many[view])],
          [`inbox.${view}.ratio`, rounded(many[view] / few[view])],
        ]),
      ),
    };
  } finally {
    await baton.remove();
  }
}

/** Median milliseconds from request to answer of each view, over a kept-alive connection on this machine. */
async function measure(baton: Baton): Promise<Record<(typeof views)[number], number>> {
  const line = await Line.open(baton.url);
  const times = { mine: [] as number[], all: [] as number[], overdue: [] as number[] };
  for (let ask = 0; ask < asks; ask++) {
    for (const view of views) {
      const headers = { cookie: `baton_session=bench-${1 + (ask % agents)}` };
      const from = performance.now();
      const { status, body } = await line.ask("GET", `/api/conversations?view=${view}&limit=50`, headers);
      const took = performance.now() - from;
      if (status !== 200 || !body.includes('"number"'))
        throw new Error(`${view}: ${status} ${body.slice(0, 300)}`);
      if (ask >= 20) times[view].push(took);
    }
  }
  line.close();
  return { mine: median(times.mine), all: median(times.all), overdue: median(times.overdue) };
}
