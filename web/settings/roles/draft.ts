import type { Me } from "../../../shared/me.ts";
import { canHave, heldBy, type Permission, permissionsOf } from "../../../shared/permissions.ts";
import type { CustomRole, RoleBase } from "../../../shared/roles.ts";

export type RoleDraft = Pick<CustomRole, "name" | "base" | "gives" | "takes">;

/** A role as it begins: all of its base, without what whoever makes it may not do themselves. */
export function startAs(base: RoleBase, me: Pick<Me, "permissions">): Omit<RoleDraft, "name"> {
  return { base, gives: [], takes: permissionsOf(base).filter((one) => !me.permissions.includes(one)) };
}

/** The same role with a permission switched on or off; what agrees with the base is neither given nor taken. */
export function switched({ base, gives, takes }: RoleDraft, permission: Permission, on: boolean) {
  const inBase = permissionsOf(base).includes(permission);
  const among = (some: readonly Permission[], isIn: boolean) => [
    ...some.filter((one) => one !== permission),
    ...(isIn ? [permission] : []),
  ];
  return { gives: among(gives, on && !inBase).sort(), takes: among(takes, !on && inBase).sort() };
}

/** How a permission stands to the base: given besides, taken away, or as it is there. */
export function differenceOf({ base, gives, takes }: RoleDraft, permission: Permission) {
  if (takes.includes(permission)) return "taken";
  return gives.includes(permission) && canHave(base, permission) ? "given" : null;
}

/** What people with the role may after a change and did not before, and the other way round. */
export function effectOf(before: RoleDraft, after: RoleDraft): { gained: Permission[]; lost: Permission[] } {
  const [had, has] = [before, after].map(({ base, gives, takes }) => heldBy(base, gives, takes));
  return {
    gained: (has ?? []).filter((one) => !had?.includes(one)),
    lost: (had ?? []).filter((one) => !has?.includes(one)),
  };
}
