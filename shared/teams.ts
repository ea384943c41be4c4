import { z } from "zod";
import { endpoint, nothing, one } from "./endpoint.ts";
import { page, pageQuery } from "./page.ts";
import { name } from "./person-fields.ts";

export const Team = z.object({
  id: z.uuid(),
  name: z.string(),
  leadId: z.uuid(),
  memberIds: z.array(z.uuid()),
});

export type Team = z.infer<typeof Team>;

export const listTeams = endpoint({
  method: "GET",
  path: "/api/teams",
  summary: "All teams by name.",
  audience: "member",
  scope: "people:read",
  query: pageQuery,
  reply: page(Team),
});

const teamBody = z.object({ name, leadId: z.uuid(), memberIds: z.array(z.uuid()).max(1000) });

export const createTeam = endpoint({
  method: "POST",
  path: "/api/teams",
  summary: "Makes a team; its lead is always one of its members.",
  audience: "admin",
  permission: "people.teams",
  scope: "people:write",
  body: teamBody,
  reply: Team,
  errors: ["duplicate", "holder_inactive"],
});

export const changeTeam = endpoint({
  method: "PUT",
  path: "/api/teams/:id",
  summary: "Changes a team's name, lead and members.",
  audience: "admin",
  permission: "people.teams",
  scope: "people:write",
  params: one,
  body: teamBody,
  reply: Team,
  errors: ["duplicate", "holder_inactive"],
});

export const removeTeam = endpoint({
  method: "DELETE",
  path: "/api/teams/:id",
  summary: "Removes a team that holds nothing and that no inbox routes to.",
  audience: "admin",
  permission: "people.teams",
  scope: "people:write",
  params: one,
  reply: nothing,
  errors: ["in_use"],
});
