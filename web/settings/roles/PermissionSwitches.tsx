import { useTranslation } from "react-i18next";
import {
  canHave,
  groupOf,
  heldBy,
  type Permission,
  permissionGroups,
  permissions,
} from "../../../shared/permissions.ts";
import { useMe } from "../../people/people.ts";
import { Switch } from "../../ui/Switch.tsx";
import { Mark } from "../parts/Mark.tsx";
import { differenceOf, type RoleDraft } from "./draft.ts";

interface Props {
  draft: RoleDraft;
  onSwitch: (permission: Permission, on: boolean) => void;
}

/** What a role may, in groups; what differs from its base is marked, and what one may not give stays as it is. */
export function PermissionSwitches({ draft, onSwitch }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const held = heldBy(draft.base, draft.gives, draft.takes);
  const groups = permissionGroups.flatMap((group) => {
    const some = permissions.filter((one) => groupOf(one) === group && canHave(draft.base, one));
    return some.length > 0 ? [{ group, some }] : [];
  });

  return (
    <div className="flex flex-col gap-5">
      {groups.map(({ group, some }) => (
        <fieldset key={group}>
          <legend className="mb-1.5 font-medium">{t(`roleSettings.groups.${group}`)}</legend>
          <ul className="divide-y divide-line/60 rounded-lg border border-line">
            {some.map((permission) => {
              const difference = differenceOf(draft, permission);
              return (
                <li key={permission} className="px-3 py-2">
                  <Switch
                    checked={held.includes(permission)}
                    disabled={!me.permissions.includes(permission)}
                    hint={me.permissions.includes(permission) ? undefined : t("roleSettings.cannot")}
                    onChange={(on) => onSwitch(permission, on)}
                  >
                    <span className="font-normal">{t(`roleSettings.permissions.${permission}`)}</span>
                    {difference && (
                      <span className="ms-2">
                        <Mark tone={difference === "given" ? "good" : "soon"}>
                          {t(`roleSettings.${difference}`)}
                        </Mark>
                      </span>
                    )}
                  </Switch>
                </li>
              );
            })}
          </ul>
        </fieldset>
      ))}
    </div>
  );
}
