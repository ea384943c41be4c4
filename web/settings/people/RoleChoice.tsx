import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { type Role, roles } from "../../../shared/agents.ts";
import { useMe } from "../../people/people.ts";

/** What somebody may do, each role with what it means; only an owner makes owners. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const id = useId();
  const offered = roles.filter((role) => role !== "owner" || me.role === "owner");

  return (
    <div>
      <p id={id} className="mb-1.5 font-medium">
        {t("peopleSettings.role")}
      </p>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(role: Role) => onChange(role)}
        className="flex flex-col gap-1"
      >
        {offered.toReversed().map((role) => (
          <label
            key={role}
            className="flex items-start gap-2.5 rounded-md border border-transparent px-2 py-1.5 hover:bg-hover has-[[data-checked]]:border-line has-[[data-checked]]:bg-chosen"
          >
            <Radio.Root
              value={role}
              className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-field bg-surface data-[checked]:border-coral"
            >
              <Radio.Indicator className="size-2 rounded-full bg-coral" />
            </Radio.Root>
            <span>
              <span className="font-medium">{t(`peopleSettings.roles.${role}`)}</span>
              <span className="block text-xs text-soft">{t(`peopleSettings.roleHints.${role}`)}</span>
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
