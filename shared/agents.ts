import { z } from "zod";
import { capacity } from "./capacity.ts";
import { endpoint, one } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";
import { email, name } from "./person-fields.ts";

export const roles = ["collaborator", "agent", "lead", "admin", "owner"] as const;

export const Role = z.enum(roles);

export type Role = z.infer<typeof Role>;

export const Presence = z.enum(["online", "away", "offline"]);

export const Agent = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  /** The built-in role, or the one that their own role begins as. */
  role: Role,
  /** The workspace's own role, when they have one. */
  customRole: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  active: z.boolean(),
  /** False until an invited person has chosen a password. */
  joined: z.boolean(),
  presence: Presence,
  teamIds: z.array(z.uuid()),
  /** Unresolved conversations held. */
  holding: z.number().int(),
  /** How many of these they should hold at most: their own number, else the workspace's; null is no limit. */
  capacity: capacity.nullable(),
  /** Null: the workspace's number holds for them. */
  ownCapacity: capacity.nullable(),
  createdAt: moment,
});

export type Agent = z.infer<typeof Agent>;

export const listAgents = endpoint({
  method: "GET",
  path: "/api/agents",
  summary: "Everybody who works here, deactivated people too, by name.",
  audience: "member",
  scope: "people:read",
  query: pageQuery,
  reply: page(Agent),
});

export const inviteAgent = endpoint({
  method: "POST",
  path: "/api/agents",
  summary:
    "Invites somebody by mail, with a built-in role or (`roleId`) one of the workspace's own; the link in the reply is shown once, for when mail is not set up yet.",
  audience: "admin",
  permission: "people.manage",
  scope: "people:write",
  body: z.object({
    name,
    email,
    role: Role.default("agent"),
    roleId: z.uuid().nullable().optional(),
    teamIds: z.array(z.uuid()).max(100).default([]),
  }),
  reply: z.object({ agent: Agent, invitationUrl: z.string() }),
  errors: ["duplicate", "forbidden"],
});

export const changeAgent = endpoint({
  method: "PATCH",
  path: "/api/agents/:id",
  summary:
    "Changes somebody's name, capacity or role (`roleId` for one of the workspace's own); nobody gives what they may not do, and the last owner stays.",
  audience: "admin",
  permission: "people.manage",
  scope: "people:write",
  params: one,
  body: z.object({
    name: name.optional(),
    role: Role.optional(),
    roleId: z.uuid().nullable().optional(),
    ownCapacity: capacity.nullable().optional(),
  }),
  reply: Agent,
  errors: ["unprocessable", "forbidden"],
});

export const deactivateAgent = endpoint({
  method: "POST",
  path: "/api/agents/:id/deactivation",
  summary:
    "Ends somebody's access at once and passes everything they hold to the heir (a person or a team) in the same breath.",
  audience: "admin",
  permission: "people.manage",
  scope: "people:write",
  params: one,
  body: z.object({ heirId: z.uuid().optional(), heirTeamId: z.uuid().optional() }),
  reply: Agent,
  errors: ["still_holding", "holder_inactive", "unprocessable"],
});

export const reactivateAgent = endpoint({
  method: "DELETE",
  path: "/api/agents/:id/deactivation",
  summary: "Lets a deactivated person in again.",
  audience: "admin",
  permission: "people.manage",
  scope: "people:write",
  params: one,
  reply: Agent,
});

export const renewInvitation = endpoint({
  method: "POST",
  path: "/api/agents/:id/invitation",
  summary: "Makes a new invitation link and mails it; the old one stops working.",
  audience: "admin",
  permission: "people.manage",
  scope: "people:write",
  params: one,
  reply: z.object({ agent: Agent, invitationUrl: z.string() }),
  errors: ["unprocessable", "forbidden"],
});
