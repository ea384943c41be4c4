import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Audience, Endpoint } from "../../shared/endpoint.ts";
import * as people from "../../shared/people.ts";
import { inject, newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { newId } from "../platform/ids.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
});
afterAll(() => house.close());

/** Who may ask for what; each body would be refused for what it says, so that nothing is changed. */
const table: [Endpoint, Audience, unknown?][] = [
  [people.setupState, "anyone"],
  [people.setUp, "anyone", {}],
  [people.signIn, "anyone", {}],
  [people.askForPassword, "anyone", {}],
  [people.choosePassword, "anyone", {}],
  [people.signOut, "member"],
  [people.me, "member"],
  [people.changeMe, "member", { name: "" }],
  [people.setPresence, "member", {}],
  [people.listSessions, "member"],
  [people.revokeSession, "member"],
  [people.getWorkspace, "member"],
  [people.changeWorkspace, "admin", { timeZone: "Moon/Crater" }],
  [people.listAgents, "member"],
  [people.inviteAgent, "admin", {}],
  [people.changeAgent, "admin", {}],
  [people.deactivateAgent, "admin", {}],
  [people.reactivateAgent, "admin"],
  [people.renewInvitation, "admin"],
  [people.listTeams, "member"],
  [people.createTeam, "admin", {}],
  [people.changeTeam, "admin", {}],
  [people.removeTeam, "admin"],
  [people.listKeys, "admin"],
  [people.createKey, "admin", {}],
  [people.revokeKey, "admin"],
];

test("the table names every endpoint of people", () => {
  const named = new Set(table.map(([endpoint]) => endpoint));
  const all = Object.values(people).filter((value) => typeof value === "object" && "path" in value);
  expect(all.filter((endpoint) => !named.has(endpoint as Endpoint))).toEqual([]);
});

const named = ([endpoint, audience, body]: (typeof table)[number]) => ({
  name: `${endpoint.method} ${endpoint.path}`,
  endpoint,
  least: people.roles.findIndex((role) => role === audience),
  ask: { params: { id: newId() }, ...(body !== undefined && { body }) },
});

test.each(table.filter(([, audience]) => audience === "anyone").map(named))(
  "anybody may ask $name",
  async ({ endpoint, ask }) => {
    expect([200, 400]).toContain((await inject(house, endpoint, ask, {})).status);
  },
);

describe.each(table.filter(([, audience]) => audience !== "anyone").map(named))(
  "$name",
  ({ endpoint, least, ask }) => {
    test("is closed to whoever is not signed in", async () => {
      expect((await inject(house, endpoint, ask, {})).status).toBe(401);
    });

    // Each asks with a session of its own: signing out ends it.
    test.each(people.roles)("asked by somebody with the role %s", async (role) => {
      const { workspaceId } = owner;
      const { status } = await (await newAgent(house, workspaceId, role)).try(endpoint, ask);
      expect(people.roles.indexOf(role) >= least ? [200, 400, 404, 422] : [403]).toContain(status);
    });
  },
);
