import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../server/platform/ids.ts";
import { listAgents, type Role, roles } from "../shared/agents.ts";
import { getBulk, startBulk } from "../shared/bulk.ts";
import { createConversationTemplate } from "../shared/conversation-templates.ts";
import { getConversation, startConversation } from "../shared/conversations.ts";
import { audiences, type Endpoint, type Scope, scopes } from "../shared/endpoint.ts";
import { needsOfScope } from "../shared/keys.ts";
import { getLeadBoard } from "../shared/lead-board.ts";
import { createMacro } from "../shared/macros.ts";
import { me } from "../shared/me.ts";
import { canHave, type Permission, permissions, permissionsOf } from "../shared/permissions.ts";
import { createSavedView } from "../shared/saved-views.ts";
import { createTeam } from "../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "./builders.ts";
import { openTestHouse, type TestHouse } from "./house.ts";

let house: TestHouse;
let owner: Person;
const endpoints = new Map<string, Endpoint>();

beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
  for (const file of readdirSync(join(import.meta.dirname, "../shared"))) {
    if (file.includes(".test.")) continue;
    const module = (await import(/* @vite-ignore */ `../shared/${file}`)) as Record<
      string,
      Partial<Endpoint>
    >;
    for (const one of Object.values(module))
      if (one?.method && one.path) endpoints.set(`${one.method} ${one.path}`, one as Endpoint);
  }
});
afterAll(() => house.close());

type Base = Exclude<Role, "owner">;

/** Somebody with a role of the workspace's own, signed in before they were given it. */
async function personWith(base: Base, difference: { gives?: Permission[]; takes?: Permission[] }) {
  const who = await newAgent(house, owner.workspaceId, base);
  const row = { workspaceId: owner.workspaceId, id: newId(), name: newId(), base };
  const at = house.clock.now();
  await house.system
    .insertInto("roles")
    .values({ ...row, gives: [], takes: [], ...difference, createdAt: at, changedAt: at })
    .execute();
  await house.system.updateTable("agents").set({ roleId: row.id }).where("id", "=", who.id).execute();
  return who;
}

const with_ = (permission: Permission) =>
  personWith("agent", permissionsOf("agent").includes(permission) ? {} : { gives: [permission] });
const without = (permission: Permission, base: Base = "admin") => personWith(base, { takes: [permission] });

/** What asks for a permission inside of a verb, where the endpoint serves others, too: whether this person may. */
const inside: Partial<Record<Permission, { from?: Base; may: (who: Person) => Promise<boolean> }>> = {
  "conversations.restricted": {
    may: async (who) =>
      (await who.try(getConversation, { params: { id: await restricted() } })).status === 200,
  },
  "conversations.oversee_bulk": {
    may: async (who) => {
      const { id: conversationId } = await begin();
      const body = { selection: { ids: [conversationId] }, action: { do: "wake" } };
      const { id } = await owner.call(startBulk, { body });
      return (await who.try(getBulk, { params: { id } })).status === 200;
    },
  },
  "texts.views": {
    may: async (who) =>
      (
        await who.try(createSavedView, {
          body: { name: newId(), scope: "shared", condition: { all: [] } },
        })
      ).status === 200,
  },
  "texts.templates": {
    may: async (who) =>
      (await who.try(createConversationTemplate, { body: { name: newId(), scope: "shared" } })).status ===
      200,
  },
  // Whoever looks after everybody's macros looks after every team's.
  "texts.team_macros": {
    from: "lead",
    may: async (who) => {
      const body = { name: newId(), leadId: owner.id, memberIds: [who.id] };
      const { id } = await owner.call(createTeam, { body });
      return (await who.try(createMacro, { body: { ...macro(), scope: "team", teamId: id } })).status === 200;
    },
  },
  "texts.macros": {
    may: async (who) =>
      (await who.try(createMacro, { body: { ...macro(), scope: "shared" } })).status === 200,
  },
  "figures.everyone": {
    may: async (who) => {
      await owner.call(createTeam, { body: { name: newId(), leadId: owner.id, memberIds: [] } });
      const given = await house.system
        .selectFrom("agents")
        .select("roleId")
        .where("id", "=", who.id)
        .executeTakeFirstOrThrow();
      // The board itself is another permission; whom it shows is this one.
      await house.system
        .updateTable("roles")
        .set((eb) => ({ gives: eb.fn<string[]>("array_append", ["gives", eb.val("figures.live")]) }))
        .where("id", "=", given.roleId)
        .execute();
      return (await who.call(getLeadBoard)).teams.length > 0;
    },
  },
};

const macro = () => ({ name: newId(), language: "en", texts: { en: "<p>Sorry</p>" } });
const begin = () =>
  owner.call(startConversation, {
    body: { customer: { email: `${newId()}@shop.example` }, subject: "Kettle", text: "It leaks." },
  });

/** A conversation in an inbox that only a team sees to which nobody belongs. */
async function restricted(): Promise<string> {
  const { id, inboxId } = await begin();
  await house.system.updateTable("inboxes").set({ restricted: true }).where("id", "=", inboxId).execute();
  return id;
}

const asking = (permission: Permission) =>
  [...endpoints.values()].filter((endpoint) => endpoint.permission === permission);

/** Asks with nothing but an address; what is answered may be a file. */
async function statusFor({ cookie }: Person, { method, path }: Endpoint): Promise<number> {
  const url = path.replace(/:\w+/g, newId);
  return (await house.app.fastify.inject({ method, url, headers: { cookie } })).statusCode;
}

test.each(permissions)("%s is asked for, and who lacks it is refused", async (permission) => {
  const [has, lacks] = [await with_(permission), await without(permission)];
  expect((await has.call(me)).permissions).toContain(permission);
  expect((await lacks.call(me)).permissions).not.toContain(permission);
  const agent = await newAgent(house, owner.workspaceId, "agent");
  const isAgents = permissionsOf("agent").includes(permission);
  const asked = asking(permission);
  for (const endpoint of asked) {
    const statuses = {
      has: (await statusFor(has, endpoint)) === 403,
      lacks: await statusFor(lacks, endpoint),
      agent: (await statusFor(agent, endpoint)) === 403,
    };
    const route = `${endpoint.method} ${endpoint.path}`;
    expect({ route, ...statuses }).toEqual({ route, has: false, lacks: 403, agent: !isAgents });
  }
  const scenario = inside[permission];
  expect(asked.length > 0 || scenario !== undefined).toBe(true);
  const verdicts = scenario
    ? [await scenario.may(has), await scenario.may(await without(permission, scenario.from))]
    : [true, false];
  expect(verdicts).toEqual([true, false]);
});

test.each(permissions.filter((permission) => canHave("collaborator", permission)))(
  "%s does for collaborators what it says, too",
  async (permission) => {
    const who = await personWith("collaborator", { gives: [permission] });
    for (const endpoint of asking(permission)) {
      const route = `${endpoint.method} ${endpoint.path}`;
      expect({ route, refused: (await statusFor(who, endpoint)) === 403 }).toEqual({ route, refused: false });
    }
    expect(await (inside[permission]?.may(who) ?? true)).toBe(true);
  },
);

describe("what the endpoints say", () => {
  test("whoever is not everybody's agent is let in by a permission's name, and the audience is who has it", () => {
    const wrong = [...endpoints].filter(([, { audience, permission }]) =>
      permission
        ? leastWith(permission) !== audience
        : audiences.indexOf(audience) > audiences.indexOf("agent"),
    );
    expect(wrong.map(([route]) => route)).toEqual([]);
  });

  test("to make a key of a scope one must be allowed all that the key could do", () => {
    const needed = Object.fromEntries(scopes.map((scope): [Scope, Set<string>] => [scope, new Set()]));
    for (const { scope, permission } of endpoints.values())
      if (scope && permission) needed[scope]?.add(permission);
    const missing = scopes.flatMap((scope) =>
      [...(needed[scope] ?? [])].filter((one) => !needsOfScope[scope].includes(one as Permission)),
    );
    expect(missing).toEqual([]);
  });

  test("the description of the API names each permission", async () => {
    const response = await house.app.fastify.inject({ method: "GET", url: "/api/openapi.json" });
    const { paths } = response.json() as {
      paths: Record<string, Record<string, { "x-permission"?: string; description: string }>>;
    };
    expect(paths["/api/log"]?.["get"]).toMatchObject({ "x-permission": "workspace.log" });
    expect(paths["/api/log"]?.["get"]?.description).toContain("`workspace.log`");
    expect(paths[listAgents.path]?.["get"]).not.toHaveProperty("x-permission");
  });
});

const leastWith = (permission: Permission) => roles.find((role) => permissionsOf(role).includes(permission));
