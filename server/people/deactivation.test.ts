import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deactivateAgent, listAgents, reactivateAgent } from "../../shared/agents.ts";
import { getConversation, startConversation } from "../../shared/conversations.ts";
import { assign } from "../../shared/handovers.ts";
import { me } from "../../shared/me.ts";
import { createTeam, listTeams } from "../../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { deactivateAgent as deactivate } from "./deactivation.ts";

let house: TestHouse;
let owner: Person;
let leaver: Person;
let heir: Person;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  owner = await newWorkspace(house);
  leaver = await newAgent(house, owner.workspaceId, "agent", "Lea Leaver");
  heir = await newAgent(house, owner.workspaceId, "agent", "Henry Heir");
});

const off = (id: string, body: { heirId?: string; heirTeamId?: string } = {}, who = owner) =>
  who.try(deactivateAgent, { params: { id }, body });
const team = (name: string, lead: Person) =>
  owner.call(createTeam, { body: { name, leadId: lead.id, memberIds: [leaver.id] } });
const teams = async () => (await owner.call(listTeams)).items;

async function heldByLeaver(): Promise<string> {
  const body = { customer: { email: "ana@shop.example", name: "Ana" }, subject: "Kettle", text: "It leaks." };
  const { id } = await owner.call(startConversation, { body });
  await owner.call(assign, { params: { id }, body: { agentId: leaver.id } });
  return id;
}

test("ends sessions at once and takes the person out of every team", async () => {
  await team("Support", owner);
  expect(await off(leaver.id)).toMatchObject({
    status: 200,
    body: { active: false, presence: "offline", teamIds: [] },
  });
  expect((await leaver.try(me)).status).toBe(401);
  expect((await teams()).map(({ memberIds }) => memberIds)).toEqual([[owner.id]]);
  const events = await house.system
    .selectFrom("events")
    .select(["name", "data"])
    .where("workspaceId", "=", owner.workspaceId)
    .execute();
  expect(events).toContainEqual({
    name: "session.revoked",
    data: { agentId: leaver.id, sessionId: leaver.actor.sessionId },
  });
  expect(events.filter(({ name }) => name === "agent.deactivated")).toEqual([
    { name: "agent.deactivated", data: { agentId: leaver.id } },
  ]);
});

test("whoever still holds a conversation stays until an heir is named, and the list says how many", async () => {
  const conversation = await heldByLeaver();
  expect((await owner.call(listAgents)).items.find(({ id }) => id === leaver.id)).toMatchObject({
    holding: 1,
  });
  expect(await off(leaver.id)).toMatchObject({ status: 409, body: { code: "still_holding" } });
  expect((await leaver.try(me)).status).toBe(200);
  expect(await off(leaver.id, { heirId: heir.id })).toMatchObject({ status: 200 });
  expect(await owner.call(getConversation, { params: { id: conversation } })).toMatchObject({
    holder: { id: heir.id },
  });
});

test("a lead passes to an heir who is a person", async () => {
  await team("Support", leaver);
  expect(await off(leaver.id, { heirId: heir.id })).toMatchObject({ status: 200 });
  expect(await teams()).toMatchObject([{ leadId: heir.id, memberIds: [heir.id] }]);
});

test("a lead cannot leave to nobody or to a team, and is told which teams", async () => {
  const led = await team("Support", leaver);
  for (const body of [{}, { heirTeamId: led.id }]) {
    expect(await off(leaver.id, body)).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining("Support") },
    });
  }
  expect((await leaver.try(me)).status).toBe(200);
});

test("a team can be the heir of a member", async () => {
  const conversation = await heldByLeaver();
  const support = await team("Support", owner);
  expect(await off(leaver.id, { heirTeamId: support.id })).toMatchObject({ status: 200 });
  expect(await owner.call(getConversation, { params: { id: conversation } })).toMatchObject({
    holder: null,
    team: { id: support.id },
  });
});

test("nobody deactivates themself, and the last owner stays", async () => {
  await newAgent(house, owner.workspaceId, "owner");
  expect(await off(owner.id)).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining("themself") },
  });
  const admin = await newAgent(house, owner.workspaceId, "admin");
  expect(await off(owner.id, {}, admin)).toMatchObject({ status: 403 });
});

test("two owners who deactivate each other at once leave one", async () => {
  const second = await newAgent(house, owner.workspaceId, "owner");
  await Promise.all([off(second.id), off(owner.id, {}, second)]);
  const owners = await house.system
    .selectFrom("agents")
    .select("id")
    .where("workspaceId", "=", owner.workspaceId)
    .where("role", "=", "owner")
    .where("active", "=", true)
    .execute();
  expect(owners).toHaveLength(1);
});

test("an heir is somebody else, here, active, and one", async () => {
  const support = await team("Support", owner);
  const stranger = await newWorkspace(house);
  const collaborator = await newAgent(house, owner.workspaceId, "collaborator");
  const gone = await newAgent(house, owner.workspaceId);
  await off(gone.id);
  expect(await off(leaver.id, { heirId: leaver.id })).toMatchObject({ status: 422 });
  expect(await off(leaver.id, { heirId: heir.id, heirTeamId: support.id })).toMatchObject({ status: 422 });
  expect(await off(leaver.id, { heirId: stranger.id })).toMatchObject({ status: 404 });
  expect(await off(leaver.id, { heirId: gone.id })).toMatchObject({
    status: 422,
    body: { code: "holder_inactive" },
  });
  expect(await off(leaver.id, { heirId: collaborator.id })).toMatchObject({
    status: 422,
    body: { code: "holder_inactive" },
  });
  expect((await leaver.try(me)).status).toBe(200);
});

test("a second time changes nothing and tells nobody; foreign people look like missing", async () => {
  await off(leaver.id);
  expect(await off(leaver.id)).toMatchObject({ status: 200, body: { active: false } });
  const events = await house.system
    .selectFrom("events")
    .select("id")
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "=", "agent.deactivated")
    .execute();
  expect(events).toHaveLength(1);
  expect(await off((await newWorkspace(house)).id)).toMatchObject({ status: 404 });
});

test("brought back, a person is active, without sessions and teams of before", async () => {
  await team("Support", owner);
  await off(leaver.id);
  expect(await owner.call(reactivateAgent, { params: { id: leaver.id } })).toMatchObject({
    active: true,
    teamIds: [],
  });
  expect((await leaver.try(me)).status).toBe(401);
});

test("when passing on fails nothing is changed, and a check changes nothing either", async () => {
  const pass = async () => {
    throw new Error("no");
  };
  await expect(
    house.work(owner.actor, (work) => deactivate(work, leaver.id, {}, "do", pass)),
  ).rejects.toThrow("no");
  await house.work(owner.actor, (work) => deactivate(work, leaver.id, {}, "check", pass));
  expect((await leaver.try(me)).status).toBe(200);
});
