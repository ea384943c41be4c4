import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { deactivateAgent } from "../../shared/agents.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import { listSessions, revokeSession } from "../../shared/sign-in.ts";
import { changeTeam, createTeam } from "../../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { LiveClient, soon } from "../../test/live-client.ts";
import { changeProperties } from "../conversations/properties.ts";
import { renewActor } from "../people/session.ts";
import { newId } from "./ids.ts";
import { Realtime } from "./realtime.ts";

let house: TestHouse;
let url: string;
let owner: Person;
const clients: LiveClient[] = [];

beforeAll(async () => {
  house = await openTestHouse();
  void house.wake.listen();
  await house.app.realtime.start();
  await house.app.fastify.listen({ port: 0, host: "127.0.0.1" });
  url = `http://127.0.0.1:${(house.app.fastify.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await house.app.realtime.stop();
  await house.close();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.cut();
});

async function listen(who: Person, since?: string, headers = {}): Promise<LiveClient> {
  const client = new LiveClient(url, who.cookie, headers);
  clients.push(client);
  client.since = since;
  await client.connect();
  return client;
}

let number = 0;
const start = (who: Person, body = {}) =>
  who.call(conversationsApi.startConversation, {
    body: { customer: { email: `c${++number}@shop.example` }, subject: "Kettle", text: "It leaks.", ...body },
  });

const rename = (who: Person, id: string, subject: string) =>
  who.call(conversationsApi.changeConversation, { params: { id }, body: { subject } });

const about = (client: LiveClient, id: string) =>
  client.events().filter(({ ids }) => ids["conversationId"] === id);

/** Waits until the client has heard everything that was recorded before this call. */
async function caughtUp(who: Person, client: LiveClient): Promise<void> {
  const id = newId();
  await house.work(who.actor, async (work) =>
    work.record("key.created", { keyId: id, agentId: who.id } as never),
  );
  expect(
    await soon(() => client.closed !== null || client.events().some(({ ids }) => ids["keyId"] === id)),
  ).toBe(true);
}

/** An inbox that only a team sees. */
async function restrictedInbox(team: string): Promise<string> {
  const id = newId();
  await house.work(owner.actor, async (work) => {
    await work.db
      .insertInto("inboxes")
      .values({
        workspaceId: work.workspaceId,
        id,
        name: "Board",
        address: `${id}@workshop.example`,
        teamId: team,
        restricted: true,
        createdAt: work.now,
      })
      .execute();
    work.record("inbox.created", { inboxId: id });
  });
  return id;
}

/** A screen that shows rows and asks again for those it hears about, one request at a time. */
class Screen {
  readonly rows = new Map<string, unknown>();
  readonly #stale = new Set<string>();
  readonly #who: Person;
  readonly #all: readonly string[];
  reloads = 0;
  asked = 0;
  #asking: Promise<void> | null = null;

  constructor(who: Person, client: LiveClient, all: readonly string[]) {
    this.#who = who;
    this.#all = all;
    client.onFrame = (frame) => {
      if (frame.kind === "reload") {
        this.reloads++;
        this.show(this.#all);
      }
      const id = frame.kind === "event" ? frame.ids["conversationId"] : undefined;
      if (id) this.show([id]);
    };
  }

  show(ids: readonly string[]): void {
    for (const id of ids) this.#stale.add(id);
    this.#asking ??= this.#ask();
  }

  async settled(): Promise<void> {
    while (this.#asking) await this.#asking;
  }

  async #ask(): Promise<void> {
    for (const id of this.#stale) {
      this.#stale.delete(id);
      this.asked++;
      this.rows.set(id, await this.#who.call(conversationsApi.getConversationRow, { params: { id } }));
    }
    this.#asking = null;
  }
}

/** Four changes at a time, in one work; the conversations in one order, so that works wait and never deadlock. */
const renameFour = (ids: readonly string[], turn: number) =>
  house.work(owner.actor, async (work) => {
    const four = [0, 1, 2, 3].map((step) => ids[(turn * 5 + step * 3) % ids.length] ?? "").sort();
    for (const id of four) await changeProperties(work, id, { subject: `Turn ${turn}` });
  });

test("a screen that hears 2,000 events over a line that breaks again and again shows what is there", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  const ids: string[] = [];
  for (let count = 0; count < 12; count++) ids.push((await start(owner)).id);
  const client = await listen(agent);
  const screen = new Screen(agent, client, ids);
  screen.show(ids);

  let acting = true;
  let cuts = 0;
  const breaking = (async () => {
    while (acting || cuts <= 10) {
      await pause(10 + ((cuts * 37) % 90));
      client.cut();
      cuts++;
      if (cuts % 3 === 0) await pause(30);
      await client.connect();
    }
  })();
  await Promise.all(
    Array.from({ length: 4 }, async (_, writer) => {
      for (let turn = 0; turn < 125; turn++) {
        await renameFour(ids, writer * 125 + turn);
        await pause(10);
      }
    }),
  );
  acting = false;
  await breaking;
  await caughtUp(agent, client);
  await screen.settled();

  expect(cuts).toBeGreaterThan(10);
  const { rows } = await sql`
    select 1 from events where workspace_id = ${owner.workspaceId} and name = 'conversation.changed'`.execute(
    house.system,
  );
  expect(rows).toHaveLength(2_000);
  // Enough for every change, and not more rows asked for than frames heard.
  expect(screen.asked).toBeLessThanOrEqual(client.events().length + ids.length * (screen.reloads + 1));
  const anew = await Promise.all(
    ids.map((id) => agent.call(conversationsApi.getConversationRow, { params: { id } })),
  );
  expect(ids.map((id) => screen.rows.get(id))).toEqual(anew);
}, 600_000);

test("a line that never breaks hears each event once, in order, with ids and no content", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  const client = await listen(agent);
  const { id } = await start(owner, { subject: "Very secret subject" });
  for (let turn = 0; turn < 50; turn++) await rename(owner, id, `Very secret ${turn}`);
  await caughtUp(agent, client);
  const { rows } = await sql<{ name: string }>`
    select name from events where workspace_id = ${owner.workspaceId} and conversation_id = ${id} order by xid, position`.execute(
    house.system,
  );
  expect(about(client, id).map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
  expect(JSON.stringify(client.frames)).not.toContain("secret");
});

test("nobody hears another workspace", async () => {
  const stranger = await newWorkspace(house);
  const client = await listen(stranger);
  const { id } = await start(owner);
  const agent = await newAgent(house, owner.workspaceId);
  const own = await start(stranger);
  await caughtUp(stranger, client);
  expect(about(client, own.id).length).toBeGreaterThan(0);
  const heard = JSON.stringify(client.frames);
  for (const foreign of [id, owner.id, agent.id]) expect(heard).not.toContain(foreign);
  const replayed = await listen(stranger, client.frames[0]?.kind === "ready" ? client.frames[0].at : "");
  expect(replayed.events().length).toBeGreaterThan(0);
  expect(JSON.stringify(replayed.frames)).not.toContain(id);
});

test("a stranger, a guessed cookie and a page of another site are turned away", async () => {
  const turnedAway = async (cookie: string, headers = {}) => {
    const client = new LiveClient(url, cookie, headers);
    await client.connect();
    return client;
  };
  for (const client of [
    await turnedAway(""),
    await turnedAway("baton_session=guessed"),
    await turnedAway(owner.cookie, { origin: "https://elsewhere.example" }),
    await turnedAway(owner.cookie, { origin: "null" }),
  ]) {
    expect([client.closed, client.frames]).toEqual([4401, []]);
  }
  expect((await listen(owner, undefined, { origin: url })).closed).toBeNull();
});

test("a session that is ended hears nothing from then on", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  const client = await listen(agent);
  const { id } = await start(owner);
  await caughtUp(agent, client);
  expect(about(client, id).length).toBeGreaterThan(0);
  const { items } = await agent.call(listSessions);
  await agent.call(revokeSession, { params: { id: items[0]?.id ?? "" } });
  const before = client.events().length;
  await rename(owner, id, "Unheard");
  expect(await soon(() => client.closed !== null)).toBe(true);
  expect(client.closed).toBe(4401);
  expect(
    client
      .events()
      .slice(before)
      .filter(({ name }) => name === "conversation.changed"),
  ).toEqual([]);
  await client.connect();
  expect(client.closed).toBe(4401);
});

test("somebody who is deactivated hears nothing from then on", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  const client = await listen(agent);
  const { id } = await start(owner);
  await caughtUp(agent, client);
  await owner.call(deactivateAgent, { params: { id: agent.id }, body: { heirId: owner.id } });
  await rename(owner, id, "Unheard");
  expect(await soon(() => client.closed === 4401)).toBe(true);
  expect(client.events().filter(({ name }) => name === "conversation.changed")).toEqual([]);
});

test("a session that ends while many lines are being let in leaves none of them open", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  const lines = Array.from({ length: 40 }, () => new LiveClient(url, agent.cookie));
  clients.push(...lines);
  const { items } = await agent.call(listSessions);
  const connecting = lines.map(async (line, at) => {
    await pause(at * 2);
    await line.connect();
  });
  await pause(30);
  await agent.call(revokeSession, { params: { id: items[0]?.id ?? "" } });
  await Promise.all(connecting);
  expect(await soon(() => lines.every(({ closed }) => closed === 4401))).toBe(true);
});

/** A line to a server of sockets: its end there, and the browser's. */
async function lineTo(sockets: WebSocketServer, hear: (text: string) => void) {
  const there = new Promise<WebSocket>((done) => sockets.once("connection", done));
  const browser = new WebSocket(`ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`);
  browser.on("message", (data) => hear(String(data as Buffer)));
  return [await there, browser] as const;
}

test("access that is withdrawn at the very moment somebody is let in is withdrawn", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  let letGo = () => {};
  const gate = new Promise<void>((done) => {
    letGo = done;
  });
  let looks = 0;
  const realtime = new Realtime(house, {
    topicsOf: async (events) => new Map(events.map(({ id }) => [id, [`workspace:${owner.workspaceId}`]])),
    renew: (actor) => renewActor(house, actor),
    // The first look sees the agent as they were, and takes long to say so.
    mayHear: async () => {
      if (looks++ === 0) await gate;
      return [];
    },
    signalTopics: async () => null,
  });
  await realtime.start();
  const sockets = new WebSocketServer({ port: 0 });
  const heard: string[] = [];
  const [there, browser] = await lineTo(sockets, (text) => heard.push(text));
  const closed = new Promise<number>((done) => browser.on("close", done));
  const told: string[] = [];
  const [others] = await lineTo(sockets, (text) => told.push(text));

  const connecting = realtime.connect(there, agent.actor, undefined);
  expect(await soon(() => looks === 1)).toBe(true);
  await realtime.connect(others, owner.actor, undefined);
  await owner.call(deactivateAgent, { params: { id: agent.id }, body: { heirId: owner.id } });
  // Whoever listens here already has heard of it: so has this reader of the log.
  expect(await soon(() => told.some((text) => text.includes("agent.deactivated")))).toBe(true);
  letGo();
  await connecting;
  await rename(owner, (await start(owner)).id, "Unheard");
  expect(await closed).toBe(4401);
  expect(heard).toEqual([]);
  await realtime.stop();
  sockets.close();
});

test("who leaves the team of a restricted inbox hears nothing of its conversations any more, and goes on hearing the rest", async () => {
  const [agent, other] = [await newAgent(house, owner.workspaceId), await newAgent(house, owner.workspaceId)];
  const body = { name: "Board", leadId: owner.id, memberIds: [agent.id] };
  const team = await owner.call(createTeam, { body });
  const open = await start(owner);
  const inboxId = await restrictedInbox(team.id);
  const [client, outsider] = [await listen(agent), await listen(other)];
  const board = await start(owner, { inboxId });
  await rename(owner, open.id, "Heard by all");
  await caughtUp(agent, client);
  await caughtUp(other, outsider);
  expect(about(client, board.id).length).toBeGreaterThan(0);
  expect(about(outsider, board.id)).toEqual([]);
  expect(about(outsider, open.id).length).toBeGreaterThan(0);

  await owner.call(changeTeam, { params: { id: team.id }, body: { ...body, memberIds: [] } });
  const heard = about(client, board.id).length;
  await rename(owner, board.id, "Behind closed doors");
  await rename(owner, open.id, "In the open");
  await caughtUp(agent, client);
  expect(about(client, board.id)).toHaveLength(heard);
  expect(about(client, open.id).at(-1)?.name).toBe("conversation.changed");
  // Nor by saying that the line broke before.
  const again = await listen(agent, client.frames[0]?.kind === "ready" ? client.frames[0].at : "");
  expect(about(again, board.id)).toEqual([]);

  await owner.call(changeTeam, { params: { id: team.id }, body });
  await rename(owner, board.id, "Back");
  await caughtUp(agent, client);
  expect(about(client, board.id).at(-1)?.name).toBe("conversation.changed");
});

test("who says a place that is too long ago, of another log, or none at all is told to fetch anew", async () => {
  const client = await listen(owner);
  await caughtUp(owner, client);
  const place = client.since ?? "";
  await house.work(owner.actor, async (work) => {
    for (let count = 0; count < 4_999; count++) work.record("workspace.changed", { fields: [] });
  });
  const near = await listen(owner, place);
  expect(await soon(() => near.events().length === 4_999)).toBe(true);
  expect(near.frames.filter(({ kind }) => kind !== "event")).toMatchObject([{ kind: "ready" }]);
  await house.work(owner.actor, async (work) => {
    for (let count = 0; count < 100; count++) work.record("workspace.changed", { fields: [] });
  });
  await caughtUp(owner, client);
  for (const since of [place, `${newId()}.5.5`, "nonsense", "1.2.3"]) {
    const far = await listen(owner, since);
    const last = far.frames.at(-1);
    expect(last?.kind).toBe("reload");
    expect(last).toMatchObject({ at: client.since });
  }
});

test("whoever cannot keep up is cut off, and resumes with nothing missed", async () => {
  const client = await listen(owner);
  client.freeze();
  const wide = "x".repeat(4_000);
  const wanted = 4_800;
  for (let from = 0; from < wanted; from += 400) {
    await house.work(owner.actor, async (work) => {
      for (let at = from; at < from + 400; at++)
        work.record("delivery.queued", {
          deliveryId: `${at}-${wide}`,
          conversationId: null,
          messageId: null,
        });
    });
  }
  const connections = async () => (await house.metrics.liveConnections.get()).values[0]?.value;
  expect(await soon(async () => (await connections()) === 0)).toBe(true);
  client.thaw();
  expect(await soon(() => client.closed !== null)).toBe(true);
  const first = client.events().length;
  expect(first).toBeLessThan(wanted);
  // On a slow machine it may be cut off again on the way.
  do {
    await client.connect();
    await caughtUp(owner, client);
  } while (client.closed !== null);
  const heard = client
    .events()
    .filter(({ name }) => name === "delivery.queued")
    .map(({ ids }) => parseInt(ids["deliveryId"] ?? "", 10));
  expect(heard).toEqual(Array.from({ length: wanted }, (_, at) => at));
}, 600_000);

test("typing is heard by colleagues who may see the conversation, not by oneself, nor by others", async () => {
  const [agent, other, collaborator, stranger] = [
    await newAgent(house, owner.workspaceId),
    await newAgent(house, owner.workspaceId),
    await newAgent(house, owner.workspaceId, "collaborator"),
    await newWorkspace(house),
  ];
  const { id } = await start(owner);
  const [mine, theirs, collaborators, foreign] = [
    await listen(agent),
    await listen(other),
    await listen(collaborator),
    await listen(stranger),
  ];
  const signals = (client: LiveClient) => client.frames.filter(({ kind }) => kind === "signal");
  for (const nonsense of ["{", "null", '{"signal":"shouting"}', "x".repeat(10_000)]) mine.say(nonsense);
  collaborators.say({ signal: "typing", conversationId: id });
  foreign.say({ signal: "typing", conversationId: id });
  mine.say({ signal: "typing", conversationId: id });
  const expected = { kind: "signal", name: "typing", conversationId: id, agentId: agent.id };
  expect(await soon(() => signals(theirs).length > 0)).toBe(true);
  await pause(100);
  expect(signals(theirs)).toEqual([expected]);
  for (const client of [mine, collaborators, foreign]) expect(signals(client)).toEqual([]);
});
