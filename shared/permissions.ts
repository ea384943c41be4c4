import { z } from "zod";

/** What a person may be allowed or refused by name, each with the least built-in role that has it; the part before the point is its group. */
const least = {
  "conversations.restricted": "admin",
  "conversations.bulk": "agent",
  "conversations.oversee_bulk": "admin",
  "conversations.merge": "agent",
  "customers.change": "agent",
  "customers.merge": "agent",
  "customers.suppress": "agent",
  "customers.orders": "admin",
  "texts.views": "lead",
  "texts.templates": "lead",
  "texts.checklists": "lead",
  "texts.team_macros": "lead",
  "texts.macros": "admin",
  "sorting.topics": "lead",
  "sorting.tags": "lead",
  "sorting.fields": "admin",
  "sorting.statuses": "admin",
  "figures.read": "agent",
  "figures.live": "lead",
  "figures.everyone": "admin",
  "mail.inboxes": "admin",
  "mail.domains": "admin",
  "mail.log": "admin",
  "people.manage": "admin",
  "people.teams": "admin",
  "people.roles": "admin",
  "people.keys": "admin",
  "workspace.change": "admin",
  "workspace.log": "admin",
  "workspace.export": "admin",
  "workspace.repair": "admin",
  "workspace.demo": "admin",
} as const;

export type Permission = keyof typeof least;
export const permissions = Object.keys(least) as Permission[];
export const Permission = z.enum(permissions as [Permission, ...Permission[]]);

type GroupOf<P> = P extends `${infer Group}.${string}` ? Group : never;
export type PermissionGroup = GroupOf<Permission>;
export const groupOf = (permission: Permission): PermissionGroup =>
  permission.split(".", 1)[0] as PermissionGroup;
export const permissionGroups = [...new Set(permissions.map(groupOf))];

const ranks = ["collaborator", "agent", "lead", "admin", "owner"];
const rank = (role: string) => ranks.indexOf(role);

/** What collaborators see is what they were called to: what looks at or changes everybody's is not for them. */
const closedToCollaborators: readonly (PermissionGroup | Permission)[] = [
  "conversations",
  "customers",
  "figures",
  "mail.log",
  // Whoever makes none of their own makes none for others.
  "texts.templates",
  "texts.team_macros",
  "texts.macros",
];

/** Whether a role that begins as this built-in one can be given a permission. */
export function canHave(base: string, permission: Permission): boolean {
  if (base !== "collaborator") return true;
  return ![permission, groupOf(permission)].some((one) => closedToCollaborators.includes(one));
}

/** The fixed set of a built-in role. */
export function permissionsOf(role: string): Permission[] {
  return permissions.filter((permission) => rank(role) >= rank(least[permission]));
}

/** What a role may: its base's set with what it is given besides and without what is taken from it; unknown names count for nothing. */
export function heldBy(
  base: string,
  gives: readonly string[] = [],
  takes: readonly string[] = [],
): Permission[] {
  return permissions.filter(
    (permission) =>
      !takes.includes(permission) &&
      (rank(base) >= rank(least[permission]) || (gives.includes(permission) && canHave(base, permission))),
  );
}

/** Whether the first may all that the second may: nobody handles, makes or lets in whoever may more. */
export function reaches(
  own: { role: string; permissions: readonly Permission[] },
  other: { role: string; permissions: readonly Permission[] },
): boolean {
  return (
    rank(own.role) >= rank(other.role) && other.permissions.every((one) => own.permissions.includes(one))
  );
}
