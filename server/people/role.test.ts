import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  changeAgent,
  deactivateAgent,
  inviteAgent,
  listAgents,
  type Role,
  renewInvitation,
} from "../../shared/agents.ts";
import { listLog } from "../../shared/audit.ts";
import { startConversation } from "../../shared/conversations.ts";
import { createKey } from "../../shared/keys.ts";
import { me } from "../../shared/me.ts";
import { type Permission, permissionsOf } from "../../shared/permissions.ts";
import { changeRole, createRole, listRoles, mostRoles, removeRole } from "../../shared/roles.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { brokenConstraint } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { actorAgain } from "./actor-again.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  owner = await newWorkspace(house);
});

type Wanted = { base?: Role; gives?: Permission[]; takes?: Permission[]; name?: string };
const make = (who: Person, wanted: Wanted = {}) =>
  who.call(createRole, { body: { name: newId(), base: "agent", ...wanted } });
const give = (who: Person, id: string, roleId: string | null) =>
  who.call(changeAgent, { params: { id }, body: { roleId } });
const forbidden = { status: 403, body: { code: "forbidden" } };
const unprocessable = { status: 422, body: { code: "unprocessable" } };

/** Somebody with a role of their own. */
async function personWith(wanted: Wanted): Promise<Person> {
  const who = await newAgent(house, owner.workspaceId, "agent");
  await give(owner, who.id, (await make(owner, wanted)).id);
  return who;
}

const told = (name: string) =>
  house.system
    .selectFrom("events")
    .select("data")
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "=", name)
    .orderBy("position")
    .execute()
    .then((rows) => rows.map(({ data }) => data));

test("a session that is open gains and loses at once what its role gains and loses, also what is done later", async () => {
  const ben = await newAgent(house, owner.workspaceId, "agent");
  expect(await ben.try(listLog)).toMatchObject(forbidden);
  const role = await make(owner, { gives: ["workspace.log"], takes: ["conversations.bulk"] });
  expect(await give(owner, ben.id, role.id)).toMatchObject({
    role: "agent",
    customRole: { id: role.id, name: role.name },
  });
  expect((await ben.try(listLog)).status).toBe(200);
  const asked = await ben.call(me);
  expect(asked.customRole).toEqual({ id: role.id, name: role.name });
  const expected = [...permissionsOf("agent"), "workspace.log"].filter((one) => one !== "conversations.bulk");
  expect(asked.permissions.toSorted()).toEqual(expected.toSorted());
  const again = await actorAgain(house, { workspaceId: owner.workspaceId, kind: "agent", id: ben.id });
  expect(again).toMatchObject({ permissions: asked.permissions });

  await owner.call(changeRole, { params: { id: role.id }, body: { gives: [] } });
  expect(await ben.try(listLog)).toMatchObject(forbidden);
  await give(owner, ben.id, null);
  expect((await ben.call(me)).permissions).toEqual(permissionsOf("agent"));
});

test("an invited person comes in with the role", async () => {
  const role = await make(owner, { base: "lead", takes: ["sorting.tags"] });
  const body = { name: "Ivo", email: `${newId()}@workshop.example`, roleId: role.id };
  const { agent } = await owner.call(inviteAgent, { body });
  expect(agent).toMatchObject({ role: "lead", customRole: { id: role.id } });
  const { items, builtIn } = await owner.call(listRoles);
  expect(items).toMatchObject([{ id: role.id, people: 1, takes: ["sorting.tags"] }]);
  expect(builtIn.find(({ role }) => role === "owner")?.permissions).toHaveLength(
    permissionsOf("owner").length,
  );
});

test("nobody makes, gives or changes a role that may more than they may", async () => {
  const ben = await personWith({ gives: ["people.roles", "people.manage"] });
  const body = { name: newId(), base: "agent" };
  expect(await ben.try(createRole, { body: { ...body, gives: ["workspace.log"] } })).toMatchObject(forbidden);
  expect(await ben.try(createRole, { body: { ...body, base: "lead" } })).toMatchObject(forbidden);
  const own = await ben.call(createRole, { body: { ...body, gives: ["people.roles"] } });
  const given = { params: { id: own.id }, body: { gives: ["people.roles", "workspace.log"] } };
  expect(await ben.try(changeRole, given)).toMatchObject(forbidden);

  const above = await make(owner, { gives: ["workspace.log", "people.roles"] });
  expect(await ben.try(changeRole, { params: { id: above.id }, body: { gives: [] } })).toMatchObject(
    forbidden,
  );
  expect(await ben.try(removeRole, { params: { id: above.id } })).toMatchObject(forbidden);
  const less = await make(owner, { base: "admin", takes: permissionsOf("admin") });
  expect(await ben.try(removeRole, { params: { id: less.id } })).toMatchObject(forbidden);
});

test("nobody handles people who may more than they may", async () => {
  const ben = await personWith({ gives: ["people.manage"] });
  const eve = await newAgent(house, owner.workspaceId, "agent");
  const lead = await newAgent(house, owner.workspaceId, "lead");
  const above = await make(owner, { gives: ["workspace.log"] });
  const invite = (more: object) =>
    ben.try(inviteAgent, { body: { name: "Ivo", email: `${newId()}@workshop.example`, ...more } });
  expect((await invite({ role: "agent" })).status).toBe(200);
  expect(await invite({ role: "lead" })).toMatchObject(forbidden);
  expect(await invite({ roleId: above.id })).toMatchObject(forbidden);
  const change = (id: string, body: object) => ben.try(changeAgent, { params: { id }, body });
  expect(await change(ben.id, { role: "admin" })).toMatchObject(forbidden);
  expect(await change(eve.id, { roleId: above.id })).toMatchObject(forbidden);
  expect(await change(lead.id, { role: "agent" })).toMatchObject(forbidden);
  expect((await change(eve.id, { role: "collaborator" })).status).toBe(200);
  expect(await ben.try(deactivateAgent, { params: { id: lead.id }, body: {} })).toMatchObject(forbidden);
  const body = { name: "Ida", email: `${newId()}@workshop.example`, role: "admin" };
  const { agent } = await owner.call(inviteAgent, { body });
  expect(await ben.try(renewInvitation, { params: { id: agent.id } })).toMatchObject(forbidden);
});

test("an API key can do no more than whoever makes it, and is held by its scopes alone", async () => {
  const ben = await personWith({ gives: ["people.keys"] });
  const key = (scopes: string[]) => ben.try(createKey, { body: { name: "Shop", scopes } });
  expect(await key(["people:write"])).toMatchObject(forbidden);
  expect(await key(["people:read", "conversations:read"])).toMatchObject(forbidden);
  const made = await key(["people:read"]);
  const headers = { authorization: `Bearer ${String(made.body["secret"])}` };
  const answer = await house.app.fastify.inject({ method: "GET", url: listAgents.path, headers });
  expect(answer.statusCode).toBe(200);
  const admin = await newAgent(house, owner.workspaceId, "admin");
  const scopes = ["people:write", "settings:write", "conversations:write", "customers:write", "reports:read"];
  expect((await admin.try(createKey, { body: { name: "All", scopes } })).status).toBe(200);
});

test("the last owner cannot be locked out by a role, and no role begins as an owner", async () => {
  const role = await make(owner, { base: "admin" });
  const ask = { params: { id: owner.id }, body: { roleId: role.id } };
  expect(await owner.try(changeAgent, ask)).toMatchObject(unprocessable);
  expect((await owner.try(createRole, { body: { name: "Boss", base: "owner" } })).status).toBe(400);
  await newAgent(house, owner.workspaceId, "owner");
  expect(await owner.call(changeAgent, ask)).toMatchObject({ role: "admin", customRole: { id: role.id } });
});

test("a role that begins as a collaborator is not given to whoever holds conversations", async () => {
  const ben = await newAgent(house, owner.workspaceId, "agent");
  await ben.call(startConversation, {
    body: { customer: { email: `${newId()}@shop.example` }, subject: "Kettle", text: "It leaks." },
  });
  const role = await make(owner, { base: "collaborator", gives: ["sorting.topics"] });
  expect(await owner.try(changeAgent, { params: { id: ben.id }, body: { roleId: role.id } })).toMatchObject(
    unprocessable,
  );
});

test("whoever has a role that is removed goes on with its base, and the log says who", async () => {
  const role = await make(owner, { base: "lead", takes: ["figures.live"], name: "Quiet lead" });
  const ben = await newAgent(house, owner.workspaceId, "agent");
  await give(owner, ben.id, role.id);
  await owner.call(removeRole, { params: { id: role.id } });
  expect(await ben.call(me)).toMatchObject({ role: "lead", customRole: null });
  expect((await ben.call(me)).permissions).toEqual(permissionsOf("lead"));
  expect((await owner.try(removeRole, { params: { id: role.id } })).status).toBe(404);
  expect(await told("role.removed")).toEqual([{ roleId: role.id, name: "Quiet lead", people: 1 }]);
  expect((await told("agent.changed")).at(-1)).toEqual({
    agentId: ben.id,
    changes: { customRole: { from: "Quiet lead", to: null } },
  });
});

test("the log says what was given and taken away, and nothing where nothing changed", async () => {
  const role = await make(owner, { gives: ["workspace.log"], takes: ["customers.merge"], name: "Senior" });
  const change = (body: object) => owner.call(changeRole, { params: { id: role.id }, body });
  await change({ name: "Senior", gives: ["workspace.log"] });
  // An agent may merge already: given besides, it says no more than the base does.
  await change({ gives: ["workspace.log", "conversations.merge"] });
  expect(await told("role.changed")).toEqual([]);
  expect(await change({ gives: ["mail.log"], takes: [], name: "Veteran" })).toMatchObject({
    gives: ["mail.log"],
    takes: [],
  });
  expect(await told("role.created")).toEqual([
    {
      roleId: role.id,
      name: "Senior",
      base: "agent",
      given: ["workspace.log"],
      taken: ["customers.merge"],
    },
  ]);
  expect(await told("role.changed")).toEqual([
    {
      roleId: role.id,
      changes: { name: { from: "Senior", to: "Veteran" } },
      given: ["customers.merge", "mail.log"],
      taken: ["workspace.log"],
    },
  ]);
});

test("a name is used once, whatever its case; a contradiction and what collaborators cannot have are refused", async () => {
  await make(owner, { name: "Senior" });
  const other = await make(owner, { name: "Junior" });
  const body = { name: "SENIOR", base: "agent" };
  const duplicate = { status: 409, body: { code: "duplicate" } };
  expect(await owner.try(createRole, { body })).toMatchObject(duplicate);
  expect(await owner.try(changeRole, { params: { id: other.id }, body: { name: "senior" } })).toMatchObject(
    duplicate,
  );
  const both = { name: newId(), base: "agent", gives: ["mail.log"], takes: ["mail.log"] };
  expect(await owner.try(createRole, { body: both })).toMatchObject(unprocessable);
  const closed = { name: newId(), base: "collaborator", gives: ["conversations.restricted"] };
  expect(await owner.try(createRole, { body: closed })).toMatchObject(unprocessable);
  const unknown = { name: newId(), base: "agent", gives: ["house.burn"] };
  expect((await owner.try(createRole, { body: unknown })).status).toBe(400);
});

test("there is an end to roles", async () => {
  const row = { workspaceId: owner.workspaceId, base: "agent", createdAt: new Date(), changedAt: new Date() };
  const many = Array.from({ length: mostRoles }, () => ({ ...row, id: newId(), name: newId() }));
  await house.system.insertInto("roles").values(many).execute();
  expect(await owner.try(createRole, { body: { name: "One more", base: "agent" } })).toMatchObject(
    unprocessable,
  );
});

test("another workspace's role is not there, and the database refuses it, as it does one that begins otherwise", async () => {
  const stranger = await newWorkspace(house);
  const theirs = await make(stranger, { gives: ["workspace.log"] });
  const ben = await newAgent(house, owner.workspaceId, "agent");
  const invite = { name: "Ivo", email: `${newId()}@workshop.example`, roleId: theirs.id };
  for (const answer of [
    await owner.try(changeAgent, { params: { id: ben.id }, body: { roleId: theirs.id } }),
    await owner.try(inviteAgent, { body: invite }),
    await owner.try(changeRole, { params: { id: theirs.id }, body: { name: "Ours" } }),
    await owner.try(removeRole, { params: { id: theirs.id } }),
  ])
    expect(answer.status).toBe(404);
  expect((await owner.call(listRoles)).items).toEqual([]);

  const lead = await make(owner, { base: "lead" });
  for (const roleId of [theirs.id, lead.id]) {
    const broken = house.system.updateTable("agents").set({ roleId }).where("id", "=", ben.id).execute();
    expect(await broken.catch(brokenConstraint)).toBe("agents_workspace_id_role_id_role_fkey");
  }
});
