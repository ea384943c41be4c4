import type pg from "pg";
import { Baton } from "./baton.ts";
import { conversationId, fillAgents, fillConversations, fillInbox } from "./fill.ts";
import { Line } from "./line.ts";
import type { Figures } from "./main.ts";
import { fillSearch } from "./search-fill.ts";
import { percentile, rounded } from "./statistics.ts";
import { browserFigures } from "./workspace-browser.ts";
import { fillMessages, word } from "./workspace-fill.ts";

const conversations = 100_000;
const agents = 50;
const chunk = 10_000;
const asks = 220;
const warmUp = 20;

/** What an agent does all day, in a workspace of 100,000 conversations and 1,000,000 messages; milliseconds at the server. */
export async function workspace(say: (sentence: string) => void): Promise<Figures> {
  const baton = await Baton.prepare();
  try {
    await baton.start();
    const { workspaceId, cookie } = await baton.enter();
    const client = await baton.superuser();
    const view = await newView(baton.url, cookie);
    await fill(client, workspaceId, say);
    const line = await Line.open(baton.url);
    const figures: Figures = {};
    for (const [name, path] of Object.entries(await paths(line, cookie, view))) {
      const took = await measure(line, path);
      figures[`workspace.${name}P50Ms`] = rounded(percentile(took, 0.5));
      figures[`workspace.${name}P95Ms`] = rounded(percentile(took, 0.95));
      say(`  ${name}: ${figures[`workspace.${name}P50Ms`]} / ${figures[`workspace.${name}P95Ms`]} ms`);
    }
    line.close();
    await client.end();
    return { ...figures, ...(await browserFigures(baton.url, cookie)) };
  } finally {
    await baton.remove();
  }
}

async function fill(client: pg.Client, workspaceId: string, say: (sentence: string) => void): Promise<void> {
  const inboxId = await fillInbox(client, workspaceId, "bench@bench.example");
  await fillAgents(client, workspaceId, agents);
  for (let next = 1; next <= conversations; next += chunk) {
    await fillConversations(client, { workspaceId, inboxId, agents }, next, next + chunk - 1);
    await fillMessages(client, workspaceId, next, next + chunk - 1);
    await fillSearch(client, workspaceId, next, next + chunk - 1);
  }
  await client.query("vacuum analyze");
  say(`  filled: ${conversations} conversations, ${conversations * 10} messages`);
}

/** A view of somebody's own making: urgent or overdue things of two people, the longest waiting first. */
async function newView(url: string, cookie: string): Promise<string> {
  const reply = await fetch(`${url}/api/views`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({
      name: "Bench",
      scope: "shared",
      condition: {
        all: [
          { field: "conversation.state", operator: "is_not", value: "resolved" },
          { field: "conversation.subject", operator: "contains", value: "order 1" },
        ],
      },
      columns: ["customer", "subject", "holder", "promise"],
      sort: "last_message",
    }),
  });
  const body = (await reply.json()) as { id: string };
  if (!reply.ok) throw new Error(`The view was refused: ${JSON.stringify(body)}`);
  return body.id;
}

type Path = (ask: number) => string;

/** What is asked each time; every ask is another page, conversation or word. */
async function paths(line: Line, cookie: string, view: string): Promise<Record<string, Path[]>> {
  const first = await line.ask("GET", "/api/conversations?view=all&limit=50", { cookie });
  const { next } = JSON.parse(first.body) as { next: string };
  const number = (ask: number) => 1 + ((ask * 7919) % conversations);
  return {
    view: [(ask) => `/api/conversations?view=${["mine", "all", "overdue"][ask % 3]}&limit=50`],
    savedView: [() => `/api/views/${view}/conversations?limit=50`],
    nextPage: [() => `/api/conversations?view=all&limit=50&after=${encodeURIComponent(next)}`],
    open: [
      (ask) => `/api/conversations/${conversationId(number(ask))}`,
      (ask) => `/api/conversations/${conversationId(number(ask))}/messages?limit=50`,
    ],
    counts: [() => "/api/conversations/counts"],
    search: [(ask) => `/api/search?q=${encodeURIComponent(typed(ask))}`],
  };
}

/** What stands in the field while somebody types: beginnings of common and rare words, two words, a name, a number. */
function typed(ask: number): string {
  const choices = [
    "kett",
    "refund",
    "order",
    word((ask * 37) % 4000),
    word((ask * 53) % 4000).slice(0, 5),
    `warranty ${word((ask * 11) % 4000)}`,
    `customer ${ask}`,
    `#${1 + ((ask * 977) % conversations)}`,
    "broken invoice",
  ];
  return choices[ask % choices.length] ?? "";
}

/** Milliseconds from request to answer of each ask; an ask that needs several requests is their sum. */
async function measure(line: Line, asked: Path[]): Promise<number[]> {
  const took: number[] = [];
  for (let ask = 0; ask < asks; ask++) {
    const headers = { cookie: `baton_session=bench-${1 + (ask % agents)}` };
    const from = performance.now();
    for (const path of asked) {
      const { status, body } = await line.ask("GET", path(ask), headers);
      if (status !== 200) throw new Error(`${path(ask)}: ${status} ${body.slice(0, 300)}`);
    }
    if (ask >= warmUp) took.push(performance.now() - from);
  }
  return took;
}
