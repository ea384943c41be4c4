import type pg from "pg";
import { newId } from "../server/platform/ids.ts";
import { Baton, settled } from "./baton.ts";
import { conversationId, fillAgents, fillConversations, fillInbox } from "./fill.ts";
import { Line } from "./line.ts";
import type { Figures } from "./main.ts";
import { cpuOf } from "./processes.ts";
import { median, percentile, rounded } from "./statistics.ts";

const atOnce = 8;
const perRound = 1200;
const rounds = 7;
const text =
  "Hello, my parcel was announced for Tuesday and is not here yet. Could you look into it, please? ".repeat(
    3,
  );

/**
 * Accepting a message by API (HTTP in, committed, answered), 8 at once, and bare prepared SQL that writes the same rows with
 * the same rights over 8 connections, in alternating rounds against the same server; the first round of each only warms up.
 */
export async function accept(say: (sentence: string) => void): Promise<Figures> {
  const baton = await Baton.prepare();
  try {
    await baton.start();
    const { workspaceId, key } = await baton.enter();
    const client = await baton.superuser();
    const inboxId = await fillInbox(client, workspaceId, "bench@bench.example");
    await fillAgents(client, workspaceId, 20);
    await fillConversations(client, { workspaceId, inboxId, agents: 20 }, 1, 2000);
    await client.query("analyze");
    const api: Round[] = [];
    const bare: Round[] = [];
    const empty: Round[] = [];
    const pool = await baton.appPool(atOnce);
    for (let round = 0; round < rounds; round++) {
      empty.push(await measured(baton.pid, await emptyWriters(baton)));
      api.push(await measured(baton.pid, await apiWriters(baton, key)));
      await settled(client, 30);
      bare.push(await measured(baton.pid, await bareWriters(pool, workspaceId)));
      await settled(client, 30);
      say(
        `  round ${round}: API ${api.at(-1)?.perSecond.toFixed(0)}/s, SQL ${bare.at(-1)?.perSecond.toFixed(0)}/s`,
      );
    }
    await pool.end();
    await client.end();
    return figuresOf(api.slice(1), bare.slice(1), empty.slice(1));
  } finally {
    await baton.remove();
  }
}

interface Round {
  perSecond: number;
  latencies: number[];
  /** Microseconds of CPU for each message. */
  serverCpu: number;
  postgresCpu: number;
}

type Writer = { write: () => Promise<void>; close: () => void };

async function measured(pid: number, writers: readonly Writer[]): Promise<Round> {
  const latencies: number[] = [];
  const before = cpuOf(pid);
  const began = performance.now();
  let left = perRound;
  await Promise.all(
    writers.map(async ({ write }) => {
      while (left-- > 0) {
        const from = performance.now();
        await write();
        latencies.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const after = cpuOf(pid);
  for (const { close } of writers) close();
  return {
    perSecond: perRound / seconds,
    latencies,
    serverCpu: (after.own - before.own) / perRound,
    postgresCpu: (after.others - before.others) / perRound,
  };
}

/** Open conversations with a promise, a different one each time, never the same for two writers at once. */
function targets(writer: number): () => string {
  let count = 0;
  return () => conversationId(5 * (1 + writer * 50 + (count++ % 50)));
}

async function apiWriters(baton: Baton, key: string): Promise<Writer[]> {
  const headers = { authorization: `Bearer ${key}` };
  return eachWriter(async (writer) => {
    const line = await Line.open(baton.url);
    const next = targets(writer);
    return {
      write: async () => {
        const { status, body } = await line.ask("POST", `/api/conversations/${next()}/messages`, headers, {
          text,
        });
        if (status !== 200) throw new Error(`The API answered ${status}: ${body}`);
      },
      close: () => line.close(),
    };
  });
}

/** An endpoint that does nothing: what HTTP alone costs. */
async function emptyWriters(baton: Baton): Promise<Writer[]> {
  return eachWriter(async () => {
    const line = await Line.open(baton.url);
    return {
      write: async () => void (await line.ask("GET", "/health/live")),
      close: () => line.close(),
    };
  });
}

async function bareWriters(pool: pg.Pool, workspaceId: string): Promise<Writer[]> {
  const { rows } = await pool.query<{ id: string }>("select gen_random_uuid() as id");
  const keyId = rows[0]?.id;
  return eachWriter(async (writer) => {
    const client = await pool.connect();
    const next = targets(writer);
    return {
      write: () => writeBare(client, workspaceId, next(), keyId ?? ""),
      close: () => client.release(),
    };
  });
}

/** The rows of one accepted message: its own, its conversation's, and its event. */
async function writeBare(
  client: pg.PoolClient,
  workspaceId: string,
  id: string,
  keyId: string,
): Promise<void> {
  const now = new Date();
  await client.query(`begin; set local baton.workspace = '${workspaceId}'`);
  const { rows } = await client.query<{ customer_id: string }>({
    name: "update",
    text: `update conversations set state = 'open', preview = $3, customer_spoke_last = true, last_message_at = $4,
      snoozed_until = null, resolved_at = null, resolution = null where workspace_id = $1 and id = $2 returning customer_id`,
    values: [workspaceId, id, text.slice(0, 140), now],
  });
  const customerId = rows[0]?.customer_id;
  const messageId = newId();
  await client.query({
    name: "message",
    text: `insert into messages (workspace_id, id, conversation_id, kind, direction, channel, author_kind, author_customer_id,
      author_address, text, at) values ($1, $2, $3, 'reply', 'in', 'api', 'customer', $4, $5, $6, $7)`,
    values: [workspaceId, messageId, id, customerId, "somebody@mail.example", text, now],
  });
  await client.query({
    name: "event",
    text: `insert into events (workspace_id, id, name, actor_kind, actor_id, conversation_id, customer_id, data, at)
      values ($1, $2, 'message.received', 'key', $3, $4, $5, $6, $7)`,
    values: [
      workspaceId,
      newId(),
      keyId,
      id,
      customerId,
      JSON.stringify({ conversationId: id, messageId, customerId, channel: "api", proven: true }),
      now,
    ],
  });
  await client.query("commit");
}

function eachWriter(open: (writer: number) => Promise<Writer>): Promise<Writer[]> {
  return Promise.all(Array.from({ length: atOnce }, (_, writer) => open(writer)));
}

function figuresOf(api: Round[], bare: Round[], empty: Round[]): Figures {
  const rate = (list: Round[]) => median(list.map(({ perSecond }) => perSecond));
  const server = median(api.map(({ serverCpu }) => serverCpu));
  const http = median(empty.map(({ serverCpu }) => serverCpu));
  return {
    "accept.ratio": rounded(
      median(api.map(({ perSecond }, round) => perSecond / (bare[round]?.perSecond ?? 0))),
    ),
    "accept.perSecond": rounded(rate(api), 0),
    "accept.bareSqlPerSecond": rounded(rate(bare), 0),
    "accept.p50Ms": rounded(median(api.flatMap(({ latencies }) => latencies))),
    "accept.p99Ms": rounded(
      percentile(
        api.flatMap(({ latencies }) => latencies),
        0.99,
      ),
    ),
    "accept.httpCpuUs": rounded(http, 0),
    "accept.serverCpuUs": rounded(server, 0),
    "accept.postgresCpuUs": rounded(median(api.map(({ postgresCpu }) => postgresCpu)), 0),
    "accept.barePostgresCpuUs": rounded(median(bare.map(({ postgresCpu }) => postgresCpu)), 0),
  };
}
