import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as agentsApi from "../../shared/agents.ts";
import type { Audience, Endpoint } from "../../shared/endpoint.ts";
import * as keysApi from "../../shared/keys.ts";
import * as meApi from "../../shared/me.ts";
import * as rolesApi from "../../shared/roles.ts";
import * as setupApi from "../../shared/setup.ts";
import * as signInApi from "../../shared/sign-in.ts";
import * as teamsApi from "../../shared/teams.ts";
import * as workspaceApi from "../../shared/workspace.ts";
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
  [setupApi.setupState, "anyone"],
  [setupApi.setUp, "anyone", {}],
  [signInApi.signIn, "anyone", {}],
  [signInApi.askForPassword, "anyone", {}],
  [signInApi.checkLink, "anyone", {}],
  [signInApi.choosePassword, "anyone", {}],
  [signInApi.signOut, "member"],
  [meApi.me, "member"],
  [meApi.changeMe, "member", { name: "" }],
  [meApi.setPresence, "member", {}],
  [signInApi.listSessions, "member"],
  [signInApi.revokeSession, "member"],
  [workspaceApi.getWorkspace, "member"],
  [workspaceApi.changeWorkspace, "admin", { timeZone: "Moon/Crater" }],
  [agentsApi.listAgents, "member"],
  [agentsApi.inviteAgent, "admin", {}],
  [agentsApi.changeAgent, "admin", {}],
  [agentsApi.deactivateAgent, "admin", {}],
  [agentsApi.reactivateAgent, "admin"],
  [agentsApi.renewInvitation, "admin"],
  [teamsApi.listTeams, "member"],
  [teamsApi.createTeam, "admin", {}],
  [teamsApi.changeTeam, "admin", {}],
  [teamsApi.removeTeam, "admin"],
  [rolesApi.listRoles, "member"],
  [rolesApi.createRole, "admin", {}],
  [rolesApi.changeRole, "admin", { name: "" }],
  [rolesApi.removeRole, "admin"],
  [keysApi.listKeys, "admin"],
  [keysApi.createKey, "admin", {}],
  [keysApi.revokeKey, "admin"],
];

test("the table names every endpoint of people", () => {
  const named = new Set(table.map(([endpoint]) => endpoint));
  const all = [agentsApi, keysApi, meApi, rolesApi, setupApi, signInApi, teamsApi, workspaceApi]
    .flatMap((noun): unknown[] => Object.values(noun))
    .filter((value) => typeof value === "object" && value !== null && "path" in value);
  expect(all.filter((endpoint) => !named.has(endpoint as Endpoint))).toEqual([]);
});

const named = ([endpoint, audience, body]: (typeof table)[number]) => ({
  name: `${endpoint.method} ${endpoint.path}`,
  endpoint,
  least: agentsApi.roles.findIndex((role) => role === audience),
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
    test.each(agentsApi.roles)("asked by somebody with the role %s", async (role) => {
      const { workspaceId } = owner;
      const { status } = await (await newAgent(house, workspaceId, role)).try(endpoint, ask);
      expect(agentsApi.roles.indexOf(role) >= least ? [200, 400, 404, 422] : [403]).toContain(status);
    });
  },
);
