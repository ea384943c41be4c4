import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startConversation } from "../../shared/conversations.ts";
import { assign } from "../../shared/handovers.ts";
import { me } from "../../shared/me.ts";
import { changeTeam, createTeam, listTeams, removeTeam } from "../../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { leadOf, teamLeadFor } from "./agents.ts";

let house: TestHouse;
let owner: Person;
let lead: Person;
let agent: Person;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  owner = await newWorkspace(house);
  lead = await newAgent(house, owner.workspaceId, "lead");
  agent = await newAgent(house, owner.workspaceId);
});

const make = (name: string, memberIds: string[] = [], leadId = lead.id) =>
  owner.call(createTeam, { body: { name, leadId, memberIds } });
const changes = async () =>
  (
    await house.system
      .selectFrom("events")
      .select("name")
      .where("workspaceId", "=", owner.workspaceId)
      .where("name", "like", "team.%")
      .execute()
  ).map(({ name }) => name);
const sorted = (...ids: string[]) => ids.sort();

test("the lead is always a member, and both see it in who they are", async () => {
  const team = await make("Support", [agent.id, agent.id]);
  expect(team).toMatchObject({ name: "Support", leadId: lead.id, memberIds: sorted(lead.id, agent.id) });
  expect(await lead.call(me)).toMatchObject({ teamIds: [team.id], leadsTeamIds: [team.id] });
  expect(await agent.call(me)).toMatchObject({ teamIds: [team.id], leadsTeamIds: [] });
});

test("a change replaces name, lead and members, and the same again tells nobody", async () => {
  const { id } = await make("Support", [agent.id]);
  const ask = { params: { id }, body: { name: "Help", leadId: agent.id, memberIds: [owner.id] } };
  expect(await owner.call(changeTeam, ask)).toEqual({
    id,
    name: "Help",
    leadId: agent.id,
    memberIds: sorted(agent.id, owner.id),
  });
  await owner.call(changeTeam, ask);
  expect(await changes()).toEqual(["team.created", "team.changed"]);
});

test("a name belongs to one team, whatever its case", async () => {
  await make("Support");
  const other = await make("Help");
  const duplicate = { status: 409, body: { code: "duplicate" } };
  const body = { name: "SUPPORT", leadId: lead.id, memberIds: [] };
  expect(await owner.try(createTeam, { body })).toMatchObject(duplicate);
  expect(await owner.try(changeTeam, { params: { id: other.id }, body })).toMatchObject(duplicate);
});

test("deactivated people and collaborators cannot lead, strangers are missing, nobody inactive is a member", async () => {
  const collaborator = await newAgent(house, owner.workspaceId, "collaborator");
  const stranger = await newWorkspace(house);
  await house.system.updateTable("agents").set({ active: false }).where("id", "=", agent.id).execute();
  const answers = await Promise.all([
    owner.try(createTeam, { body: { name: "A", leadId: agent.id, memberIds: [] } }),
    owner.try(createTeam, { body: { name: "B", leadId: collaborator.id, memberIds: [] } }),
    owner.try(createTeam, { body: { name: "C", leadId: lead.id, memberIds: [agent.id] } }),
    owner.try(createTeam, { body: { name: "D", leadId: lead.id, memberIds: [stranger.id] } }),
    owner.try(createTeam, { body: { name: "E", leadId: stranger.id, memberIds: [] } }),
  ]);
  expect(answers.map(({ body }) => body["code"])).toEqual([
    "holder_inactive",
    "holder_inactive",
    "holder_inactive",
    "not_found",
    "not_found",
  ]);
  expect((await owner.call(listTeams)).items).toEqual([]);
});

test("a team that holds a conversation stays, an unused one goes", async () => {
  const [used, unused] = [await make("Used"), await make("Unused")];
  const body = { customer: { email: "ana@shop.example", name: "Ana" }, subject: "Kettle", text: "It leaks." };
  const { id } = await owner.call(startConversation, { body });
  await owner.call(assign, { params: { id }, body: { teamId: used.id } });
  expect(await owner.try(removeTeam, { params: { id: used.id } })).toMatchObject({
    status: 409,
    body: { code: "in_use" },
  });
  await owner.call(removeTeam, { params: { id: unused.id } });
  expect((await owner.call(listTeams)).items.map(({ name }) => name)).toEqual(["Used"]);
  expect(await owner.try(removeTeam, { params: { id: unused.id } })).toMatchObject({ status: 404 });
});

test("teams are listed by name over several pages", async () => {
  for (const name of ["delta", "Alpha", "charlie", "Bravo"]) await make(name);
  const first = await owner.call(listTeams, { query: { limit: 3 } });
  const second = await owner.call(listTeams, { query: { limit: 3, after: first.next ?? "" } });
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
    "Alpha",
    "Bravo",
    "charlie",
    "delta",
  ]);
  expect(second.next).toBe(null);
});

test("another workspace's team looks like missing", async () => {
  const stranger = await newWorkspace(house);
  const { id } = await make("Support");
  const body = { name: "Mine", leadId: stranger.id, memberIds: [] };
  expect(await stranger.try(changeTeam, { params: { id }, body })).toMatchObject({ status: 404 });
  expect(await stranger.try(removeTeam, { params: { id } })).toMatchObject({ status: 404 });
  expect((await stranger.call(listTeams)).items).toEqual([]);
});

test("who answers: the team's lead, else the lead of the holder's first team, else the first owner", async () => {
  const team = await make("Support", [agent.id]);
  const early = await make("Early", [agent.id], owner.id);
  const loner = await newAgent(house, owner.workspaceId);
  const answers = await house.work(owner.actor, async (work) => [
    await leadOf(work, team.id),
    await teamLeadFor(work, { holderId: loner.id, teamId: team.id }),
    await teamLeadFor(work, { holderId: agent.id, teamId: null }),
    await teamLeadFor(work, { holderId: loner.id, teamId: null }),
    await teamLeadFor(work, { holderId: null, teamId: null }),
  ]);
  expect(early.leadId).toBe(owner.id);
  expect(answers).toEqual([lead.id, lead.id, owner.id, owner.id, owner.id]);
});
