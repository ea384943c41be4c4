import { z } from "zod";
import { Role } from "./agents.ts";
import { endpoint, nothing, one } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { Permission } from "./permissions.ts";
import { name } from "./person-fields.ts";

/** Where a role may begin; an owner may everything, so no role begins as one. */
export const roleBases = ["collaborator", "agent", "lead", "admin"] as const;
export const RoleBase = z.enum(roleBases);
export type RoleBase = z.infer<typeof RoleBase>;

/** The most roles a workspace makes for itself. */
export const mostRoles = 50;

export const CustomRole = z.object({
  id: z.uuid(),
  name: z.string(),
  base: RoleBase,
  /** Permissions besides those of the base. */
  gives: z.array(Permission),
  /** Permissions of the base that this role does not have. */
  takes: z.array(Permission),
  /** How many people have it, deactivated ones too. */
  people: z.number().int(),
  createdAt: moment,
  changedAt: moment,
});
export type CustomRole = z.infer<typeof CustomRole>;

const some = z.array(Permission).max(100);

export const listRoles = endpoint({
  method: "GET",
  path: "/api/roles",
  summary: "The workspace's own roles by name, and what each built-in role may.",
  audience: "member",
  scope: "people:read",
  reply: z.object({
    items: z.array(CustomRole),
    builtIn: z.array(z.object({ role: Role, permissions: z.array(Permission) })),
  }),
});

export const createRole = endpoint({
  method: "POST",
  path: "/api/roles",
  summary:
    "Makes a role: a built-in one with permissions given besides (`gives`) and taken away (`takes`); nobody gives what they may not do.",
  audience: "admin",
  permission: "people.roles",
  scope: "people:write",
  body: z.object({ name, base: RoleBase, gives: some.default([]), takes: some.default([]) }),
  reply: CustomRole,
  errors: ["duplicate", "forbidden", "unprocessable"],
});

const changeable = z.object({ name: name.optional(), gives: some.optional(), takes: some.optional() });

export const changeRole = endpoint({
  method: "PATCH",
  path: "/api/roles/:id",
  summary:
    "Changes what a role is called and what it may; everybody who has it feels it at once. `seen` is how it stood when one began: what somebody else changed since is not overwritten.",
  audience: "admin",
  permission: "people.roles",
  scope: "people:write",
  params: one,
  body: changeable.extend({ seen: changeable.optional() }),
  reply: CustomRole,
  errors: ["duplicate", "forbidden", "unprocessable", "conflict"],
});

export const removeRole = endpoint({
  method: "DELETE",
  path: "/api/roles/:id",
  summary: "Removes a role; whoever has it goes on with its built-in base.",
  audience: "admin",
  permission: "people.roles",
  scope: "people:write",
  params: one,
  reply: nothing,
  errors: ["forbidden"],
});
