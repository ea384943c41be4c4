import * as agents from "../../shared/agents.ts";
import { assign } from "../../shared/handovers.ts";
import { createKey, revokeKey } from "../../shared/keys.ts";
import { setPresence } from "../../shared/me.ts";
import * as roles from "../../shared/roles.ts";
import { askForPassword, choosePassword, listSessions, revokeSession } from "../../shared/sign-in.ts";
import * as teams from "../../shared/teams.ts";
import { changeWorkspace } from "../../shared/workspace.ts";
import { newAgent } from "../builders.ts";
import { lived } from "./lived.ts";
import type { Scenarios, World } from "./world.ts";

let made = 0;
const team = ({ owner }: World) =>
  owner.call(teams.createTeam, { body: { name: `Team ${++made}`, leadId: owner.id, memberIds: [] } });
const role = ({ owner }: World) =>
  owner.call(roles.createRole, { body: { name: `Role ${++made}`, base: "agent", gives: [], takes: [] } });
const key = ({ owner }: World) =>
  owner.call(createKey, { body: { name: `Key ${++made}`, scopes: ["people:read"] } });
const invite = ({ owner }: World) =>
  owner.call(agents.inviteAgent, {
    body: { name: "New One", email: `new${++made}@home.example`, role: "agent" },
  });
const colleague = ({ house, owner }: World) => newAgent(house, owner.workspaceId);

/** Who works here, with what rights. */
export const people: Scenarios = {
  "workspace.changed":
    async ({ owner }) =>
    () =>
      owner.call(changeWorkspace, { body: { name: "Kettles & Sons", dueSoonMinutes: 90, capacity: 7 } }),
  "agent.invited": async (world) => () => invite(world),
  "agent.joined": async (world) => {
    const { invitationUrl } = await invite(world);
    const token = decodeURIComponent(new URL(invitationUrl).pathname.split("/").at(-1) ?? "");
    return () => world.owner.try(choosePassword, { body: { token, password: "correct horse battery" } });
  },
  "agent.changed": async (world) => {
    await lived(world);
    const { id } = world.ben;
    return () =>
      world.owner.call(agents.changeAgent, {
        params: { id },
        body: { name: "Renamed", role: "lead", ownCapacity: 3 },
      });
  },
  "agent.deactivated": async (world) => {
    const { id } = await colleague(world);
    return () => world.owner.call(agents.deactivateAgent, { params: { id }, body: {} });
  },
  "agent.reactivated": async (world) => {
    const { id } = await colleague(world);
    await world.owner.call(agents.deactivateAgent, { params: { id }, body: {} });
    return () => world.owner.call(agents.reactivateAgent, { params: { id } });
  },
  "agent.presence_changed":
    async ({ ben }) =>
    () =>
      ben.call(setPresence, { body: { presence: "away" } }),
  "password.reset_asked": async (world) => {
    const { email } =
      (await world.owner.call(agents.listAgents)).items.find(({ id }) => id === world.ben.id) ?? {};
    return () => world.owner.try(askForPassword, { body: { email } });
  },
  "session.opened": async (world) => {
    const { invitationUrl } = await invite(world);
    const token = decodeURIComponent(new URL(invitationUrl).pathname.split("/").at(-1) ?? "");
    return () => world.owner.try(choosePassword, { body: { token, password: "correct horse battery" } });
  },
  "session.revoked": async (world) => {
    const other = await colleague(world);
    const { items } = await other.call(listSessions);
    return () => other.call(revokeSession, { params: { id: items[0]?.id ?? "" } });
  },
  "team.created": async (world) => () => team(world),
  "team.changed": async (world) => {
    const { id } = await team(world);
    const begun = await lived(world);
    await world.owner.call(assign, { params: { id: begun.id }, body: { teamId: id } });
    const body = { name: "Renamed", leadId: world.owner.id, memberIds: [world.ben.id] };
    return () => world.owner.call(teams.changeTeam, { params: { id }, body });
  },
  "team.removed": async (world) => {
    const { id } = await team(world);
    return () => world.owner.call(teams.removeTeam, { params: { id } });
  },
  "role.created": async (world) => () => role(world),
  "role.changed": async (world) => {
    const { id } = await role(world);
    return () => world.owner.call(roles.changeRole, { params: { id }, body: { name: "Renamed" } });
  },
  "role.removed": async (world) => {
    const { id } = await role(world);
    return () => world.owner.call(roles.removeRole, { params: { id } });
  },
  "key.created": async (world) => () => key(world),
  "key.revoked": async (world) => {
    const { id } = (await key(world)).key;
    return () => world.owner.call(revokeKey, { params: { id } });
  },
};
