import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeAgent } from "../../shared/agents.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import * as handoversApi from "../../shared/handovers.ts";
import { getLeadBoard, listLeadRows } from "../../shared/lead-board.ts";
import * as repliesApi from "../../shared/replies.ts";
import { createTeam } from "../../shared/teams.ts";
import { changeWorkspace } from "../../shared/workspace.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { newId } from "../platform/ids.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house.close();
});

const minute = 60_000;
const later = (minutes: number) => new Date(house.clock.now().getTime() + minutes * minute).toISOString();
const board = (who: Person, query: Record<string, string | number> = {}) => who.call(getLeadBoard, { query });
const rows = async (who: Person, list: string, query: Record<string, string | number> = {}) =>
  (await who.call(listLeadRows, { params: { list }, query })).items.map(({ id }) => id);

async function begun(who: Person): Promise<string> {
  const customer = { email: `${newId()}@shop.example`, name: "Ana" };
  const body = { customer, subject: "Kettle", text: "It leaks." };
  return (await who.call(conversationsApi.startConversation, { body })).id;
}
const promise = (who: Person, id: string, minutes: number) =>
  who.call(conversationsApi.makePromise, { params: { id }, body: { text: "Look", dueAt: later(minutes) } });

/** Owner, two leads with a team each, and an agent in the first one's. */
async function workshop() {
  const owner = await newWorkspace(house);
  const ws = owner.workspaceId;
  const [lea, max] = [await newAgent(house, ws, "lead", "Lea"), await newAgent(house, ws, "lead", "Max")];
  const ben = await newAgent(house, ws, "agent", "Ben");
  const mill = await owner.call(createTeam, {
    body: { name: "Mill", leadId: lea.id, memberIds: [ben.id] },
  });
  const shop = await owner.call(createTeam, { body: { name: "Shop", leadId: max.id, memberIds: [] } });
  return { owner, lea, max, ben, mill, shop };
}

test("a lead sees what their people and their team hold and nothing else, an admin everything, an agent nothing", async () => {
  const { owner, lea, max, ben, mill, shop } = await workshop();
  const [bens, maxs, teams] = [await begun(ben), await begun(max), await begun(owner)];
  await owner.call(handoversApi.assign, { params: { id: teams }, body: { teamId: mill.id } });
  const hers = await board(lea);
  expect(hers.teams).toEqual([{ id: mill.id, name: "Mill" }]);
  expect(hers.agents.map(({ name, counts }) => [name, counts.open])).toEqual([
    ["Ben", 1],
    ["Lea", 0],
  ]);
  expect([hers.counts.open, hers.unheld.open]).toEqual([2, 1]);
  expect((await rows(lea, "open")).sort()).toEqual([bens, teams].sort());
  expect(await rows(lea, "open", { holder: max.id })).toEqual([]);
  expect(await rows(lea, "open", { holder: "unheld" })).toEqual([teams]);
  expect((await lea.try(getLeadBoard, { query: { teamId: shop.id } })).status).toBe(404);
  expect((await board(owner)).counts.open).toBe(3);
  expect(await rows(owner, "open", { teamId: shop.id })).toEqual([maxs]);
  expect((await ben.try(getLeadBoard)).status).toBe(403);
  const alone = await newAgent(house, owner.workspaceId, "lead");
  expect(await board(alone)).toMatchObject({ teams: [], agents: [], counts: { open: 0 } });
  expect(await rows(alone, "open")).toEqual([]);
});

test("waiting longest stands first, at risk is what is due within the time asked for, overdue what is past it", async () => {
  const { lea, ben } = await workshop();
  const ids: string[] = [];
  for (const due of [30, 200, 10]) {
    const id = await begun(ben);
    await promise(ben, id, due);
    ids.push(id);
    house.clock.advance(minute);
  }
  const [first = "", second = "", third = ""] = ids;
  expect(await rows(lea, "waiting")).toEqual([first, second, third]);
  expect(await rows(lea, "at_risk")).toEqual([third, first]);
  expect(await rows(lea, "at_risk", { minutes: 240 })).toEqual([third, first, second]);
  house.clock.advance(15 * minute);
  expect(await rows(lea, "overdue")).toEqual([third]);
  const then = { state: "open", promise: { text: "Look", dueAt: later(600) } };
  await ben.call(repliesApi.sendReply, { params: { id: first }, body: { text: "Soon.", then } });
  expect(await rows(lea, "waiting")).toEqual([second, third]);
  const { counts, agents } = await board(lea, { minutes: 240 });
  expect(counts).toEqual({ waiting: 2, at_risk: 1, overdue: 1, open: 3 });
  expect(agents.find(({ id }) => id === ben.id)).toMatchObject({ counts, nextHour: 0 });

  const page = await lea.call(listLeadRows, { params: { list: "open" }, query: { limit: 2 } });
  const rest = await rows(lea, "open", { limit: 2, after: page.next ?? "" });
  expect([...page.items.map(({ id }) => id), ...rest]).toEqual([third, second, first]);
  house.clock.set(new Date());
});

test("every number is the number of its rows", async () => {
  const { owner, lea, ben } = await workshop();
  for (const due of [5, 30, 90]) await promise(ben, await begun(ben), due);
  await begun(lea);
  house.clock.advance(10 * minute);
  for (const who of [owner, lea]) {
    const { counts, agents } = await board(who);
    for (const [list, count] of Object.entries(counts))
      expect([list, await rows(who, list)]).toEqual([list, expect.objectContaining({ length: count })]);
    for (const agent of agents) {
      for (const [list, count] of Object.entries(agent.counts))
        expect(await rows(who, list, { holder: agent.id })).toHaveLength(count);
      expect(await rows(who, "at_risk", { holder: agent.id, minutes: 60 })).toHaveLength(agent.nextHour);
    }
  }
  house.clock.set(new Date());
});

test("somebody who left is gone from the board, a colleague without anything to carry is not", async () => {
  const { owner, lea, ben } = await workshop();
  expect((await board(lea)).agents.map(({ name }) => name)).toEqual(["Ben", "Lea"]);
  await house.system.updateTable("agents").set({ presence: "away" }).where("id", "=", ben.id).execute();
  expect((await board(lea)).agents[0]).toMatchObject({ name: "Ben", presence: "away" });
  await sql`delete from team_members where agent_id = ${ben.id}::uuid`.execute(house.system);
  await sql`update agents set active = false where id = ${ben.id}::uuid`.execute(house.system);
  expect((await board(owner)).agents.map(({ name }) => name)).not.toContain("Ben");
});

test("each person's load stands beside what they should hold at most, and assigning above it is done all the same", async () => {
  const { owner, lea, ben } = await workshop();
  const load = async () => {
    const { agents } = await board(lea);
    return agents.map(({ name, counts, capacity }) => [name, counts.open, capacity]);
  };
  await begun(ben);
  await owner.call(changeAgent, { params: { id: ben.id }, body: { ownCapacity: 1 } });
  expect(await load()).toEqual([
    ["Ben", 1, 1],
    ["Lea", 0, 25],
  ]);
  const id = await begun(lea);
  await lea.call(handoversApi.assign, { params: { id }, body: { agentId: ben.id } });
  await owner.call(changeWorkspace, { body: { capacity: null } });
  expect(await load()).toEqual([
    ["Ben", 2, 1],
    ["Lea", 0, null],
  ]);
});
