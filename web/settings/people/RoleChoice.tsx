import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { type Role, roles } from "../../../shared/agents.ts";
import { usePowers } from "../../people/roles.ts";

/** A built-in role, or with `roleId` one of the workspace's own. */
export interface Given {
  role: Role;
  roleId: string | null;
}

/** What somebody may do, each role with what it means; nobody gives a role that may more than they may. */
export function RoleChoice({ value, onChange }: { value: Given; onChange: (given: Given) => void }) {
  const { t } = useTranslation();
  const { roles: own, within } = usePowers();
  const id = useId();
  const builtIn = roles.filter((role) => role === value.role || within({ role, customRole: null }));
  const offered = own.filter(
    (role) => role.id === value.roleId || within({ role: role.base, customRole: role }),
  );

  return (
    <div>
      <p id={id} className="mb-1.5 font-medium">
        {t("peopleSettings.role")}
      </p>
      <RadioGroup
        aria-labelledby={id}
        value={value.roleId ?? value.role}
        onValueChange={(chosen: string) => {
          const role = offered.find((one) => one.id === chosen);
          onChange(role ? { role: role.base, roleId: role.id } : { role: chosen as Role, roleId: null });
        }}
        className="flex flex-col gap-1"
      >
        {offered.map((role) => (
          <Choice key={role.id} value={role.id} name={<bdi>{role.name}</bdi>}>
            {t("roleSettings.from", { base: t(`peopleSettings.roles.${role.base}`) })}
          </Choice>
        ))}
        {builtIn.toReversed().map((role) => (
          <Choice key={role} value={role} name={t(`peopleSettings.roles.${role}`)}>
            {t(`peopleSettings.roleHints.${role}`)}
          </Choice>
        ))}
      </RadioGroup>
    </div>
  );
}

function Choice({ value, name, children }: { value: string; name: ReactNode; children: ReactNode }) {
  return (
    <label className="flex items-start gap-2.5 rounded-md border border-transparent px-2 py-1.5 hover:bg-hover has-[[data-checked]]:border-line has-[[data-checked]]:bg-chosen">
      <Radio.Root
        value={value}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-field bg-surface data-[checked]:border-coral"
      >
        <Radio.Indicator className="size-2 rounded-full bg-coral" />
      </Radio.Root>
      <span>
        <span className="font-medium">{name}</span>
        <span className="block text-xs text-soft">{children}</span>
      </span>
    </label>
  );
}
