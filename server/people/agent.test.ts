import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  changeAgent,
  inviteAgent,
  listAgents,
  type Role,
  reactivateAgent,
  renewInvitation,
} from "../../shared/agents.ts";
import { me } from "../../shared/me.ts";
import { createTeam } from "../../shared/teams.ts";
import { changeWorkspace } from "../../shared/workspace.ts";
import { inject, newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { changeAgent as change } from "./agent.ts";
import { createKey } from "./key.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  owner = await newWorkspace(house);
});

let made = 0;
const someone = (role: Role = "agent") => ({ name: "Nina New", email: `nina${++made}@new.example`, role });
const eventsOf = async (workspaceId: string) =>
  house.system
    .selectFrom("events")
    .select(["name", "data"])
    .where("workspaceId", "=", workspaceId)
    .orderBy("position")
    .execute();
const byId = async (id: string) => (await owner.call(listAgents)).items.find((agent) => agent.id === id);

test("an invited person is listed as not joined, is in the teams named, and the log holds no secret", async () => {
  const team = await owner.call(createTeam, { body: { name: "Support", leadId: owner.id, memberIds: [] } });
  const { agent, invitationUrl } = await owner.call(inviteAgent, {
    body: { ...someone(), teamIds: [team.id] },
  });
  expect(agent).toMatchObject({
    name: "Nina New",
    role: "agent",
    active: true,
    joined: false,
    teamIds: [team.id],
    holding: 0,
  });
  expect(await byId(agent.id)).toEqual(agent);
  const token = /^http:\/\/localhost:\d+\/join\/([\w-]{43})$/.exec(invitationUrl)?.[1] ?? "none";
  const events = await eventsOf(owner.workspaceId);
  expect(events).toContainEqual({ name: "agent.invited", data: { agentId: agent.id } });
  expect(JSON.stringify(events)).not.toContain(token);
});

test("an address belongs to one person, whatever its case; in another workspace it is free", async () => {
  const wanted = someone();
  await owner.call(inviteAgent, { body: wanted });
  const again = await owner.try(inviteAgent, { body: { ...wanted, email: wanted.email.toUpperCase() } });
  expect(again).toMatchObject({ status: 409, body: { code: "duplicate" } });
  expect((await (await newWorkspace(house)).try(inviteAgent, { body: wanted })).status).toBe(200);
});

test("another workspace's team looks like missing to an invitation, and nobody is added", async () => {
  const stranger = await newWorkspace(house);
  const team = await stranger.call(createTeam, {
    body: { name: "Theirs", leadId: stranger.id, memberIds: [] },
  });
  const answer = await owner.try(inviteAgent, { body: { ...someone(), teamIds: [team.id] } });
  expect(answer).toMatchObject({ status: 404 });
  expect((await owner.call(listAgents)).items).toHaveLength(1);
});

test("only an owner makes, invites or unmakes an owner", async () => {
  const admin = await newAgent(house, owner.workspaceId, "admin");
  const second = await newAgent(house, owner.workspaceId, "owner");
  const forbidden = { status: 403, body: { code: "forbidden" } };
  expect(await admin.try(inviteAgent, { body: someone("owner") })).toMatchObject(forbidden);
  expect(await admin.try(changeAgent, { params: { id: admin.id }, body: { role: "owner" } })).toMatchObject(
    forbidden,
  );
  expect(await admin.try(changeAgent, { params: { id: second.id }, body: { role: "agent" } })).toMatchObject(
    forbidden,
  );
  const invited = await owner.call(inviteAgent, { body: someone("owner") });
  expect(await admin.try(renewInvitation, { params: { id: invited.agent.id } })).toMatchObject(forbidden);
  expect(await owner.call(changeAgent, { params: { id: second.id }, body: { role: "agent" } })).toMatchObject(
    { role: "agent" },
  );
});

test("an API key may change people but is no owner", async () => {
  const { secret } = await house.work(owner.actor, (work) =>
    createKey(work, { name: "K", scopes: ["people:write"] }),
  );
  const headers = { authorization: `Bearer ${secret}` };
  expect(await inject(house, inviteAgent, { body: someone("owner") }, headers)).toMatchObject({
    status: 403,
  });
  expect(await inject(house, inviteAgent, { body: someone("admin") }, headers)).toMatchObject({
    status: 200,
  });
});

test("the last owner stays, and somebody who has not joined cannot stand in", async () => {
  const ask = { params: { id: owner.id }, body: { role: "admin" } };
  const refused = { status: 422, body: { code: "unprocessable" } };
  expect(await owner.try(changeAgent, ask)).toMatchObject(refused);
  await owner.call(inviteAgent, { body: someone("owner") });
  expect(await owner.try(changeAgent, ask)).toMatchObject(refused);
  await newAgent(house, owner.workspaceId, "owner");
  expect(await owner.call(changeAgent, ask)).toMatchObject({ role: "admin" });
});

test("of two owners who unmake each other at once, one stays", async () => {
  const second = await newAgent(house, owner.workspaceId, "owner");
  const unmade = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const first = house.work(owner.actor, async (work) => {
    await change(work, second.id, { role: "admin" });
    unmade.resolve();
    await commit.promise;
  });
  await unmade.promise;
  const other = house
    .work(second.actor, (work) => change(work, owner.id, { role: "admin" }))
    .then(
      () => "done",
      (error: Error) => error.message,
    );
  await Promise.race([other, somebodyWaits()]);
  commit.resolve();
  await first;
  expect(await other).toContain("last owner");
});

/** Until a transaction of this house waits for another one. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      house.system,
    );
    if (rows.length > 0) return;
  }
}

test("a change tells once, and a change to what is already so tells nobody", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  const ask = { params: { id: agent.id }, body: { name: "Nora", role: "lead" } };
  expect(await owner.call(changeAgent, ask)).toMatchObject({ name: "Nora", role: "lead" });
  await owner.call(changeAgent, ask);
  const changes = (await eventsOf(owner.workspaceId)).filter(({ name }) => name === "agent.changed");
  expect(changes).toHaveLength(1);
  expect(changes[0]).toMatchObject({
    data: { agentId: agent.id, changes: { name: { to: "Nora" }, role: { from: "agent", to: "lead" } } },
  });
  expect(await agent.call(me)).toMatchObject({ name: "Nora", role: "lead" });
});

test("everybody's capacity is the workspace's until one person has their own; the log says what it was", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  const capacities = async () => {
    const { capacity, ownCapacity } = (await byId(agent.id)) ?? {};
    return [capacity, ownCapacity];
  };
  const setOwn = (ownCapacity: number | null) =>
    owner.call(changeAgent, { params: { id: agent.id }, body: { ownCapacity } });
  expect(await capacities()).toEqual([25, null]);
  expect(await setOwn(10)).toMatchObject({ capacity: 10, ownCapacity: 10 });
  await owner.call(changeWorkspace, { body: { capacity: 40 } });
  expect(await capacities()).toEqual([10, 10]);
  await setOwn(10);
  await setOwn(null);
  expect(await capacities()).toEqual([40, null]);
  await owner.call(changeWorkspace, { body: { capacity: null } });
  expect(await capacities()).toEqual([null, null]);
  const changes = (await eventsOf(owner.workspaceId)).map(({ name, data }) => [
    name,
    (data as { changes?: Record<string, unknown> }).changes?.["capacity"],
  ]);
  expect(changes.filter(([, change]) => change)).toEqual([
    ["agent.changed", { from: null, to: 10 }],
    ["workspace.changed", { from: 25, to: 40 }],
    ["agent.changed", { from: 10, to: null }],
    ["workspace.changed", { from: 40, to: null }],
  ]);
});

test("a capacity is set by whoever manages people, and is a whole number that is not below nothing", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  const lead = await newAgent(house, owner.workspaceId, "lead");
  const params = { id: agent.id };
  for (const who of [agent, lead])
    expect((await who.try(changeAgent, { params, body: { ownCapacity: 3 } })).status).toBe(403);
  for (const ownCapacity of [-1, 2.5, 1001])
    expect((await owner.try(changeAgent, { params, body: { ownCapacity } })).status).toBe(400);
  expect(await byId(agent.id)).toMatchObject({ ownCapacity: null });
});

test("who leads a team cannot become a collaborator", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  await owner.call(createTeam, { body: { name: "Support", leadId: agent.id, memberIds: [] } });
  const answer = await owner.try(changeAgent, { params: { id: agent.id }, body: { role: "collaborator" } });
  expect(answer).toMatchObject({ status: 422, body: { detail: expect.stringContaining("Support") } });
});

test("everybody is listed once over several pages, by name", async () => {
  for (const name of ["Zoe", "Ada", "Mia", "Mia", "Bo"])
    await newAgent(house, owner.workspaceId, "agent", name);
  const seen: string[] = [];
  const ids = new Set<string>();
  for (let after: string | null | undefined; after !== null; ) {
    const { items, next } = await owner.call(listAgents, { query: { limit: 2, ...(after && { after }) } });
    for (const { id, name } of items) {
      ids.add(id);
      seen.push(name);
    }
    after = next;
  }
  expect(seen).toEqual(["Ada", "Bo", "Mia", "Mia", "Olga Owner", "Zoe"]);
  expect(ids.size).toBe(6);
});

test("people of another workspace look like missing and are never listed", async () => {
  const stranger = await newWorkspace(house);
  for (const endpoint of [changeAgent, reactivateAgent, renewInvitation]) {
    const answer = await owner.try(endpoint, {
      params: { id: stranger.id },
      ...(endpoint === changeAgent && { body: {} }),
    });
    expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
  }
  expect((await owner.call(listAgents)).items.map(({ id }) => id)).toEqual([owner.id]);
});

test("bringing back somebody who is active changes nothing and tells nobody", async () => {
  const agent = await newAgent(house, owner.workspaceId);
  expect(await owner.call(reactivateAgent, { params: { id: agent.id } })).toMatchObject({ active: true });
  expect((await agent.try(me)).status).toBe(200);
  expect((await eventsOf(owner.workspaceId)).map(({ name }) => name)).not.toContain("agent.reactivated");
});
