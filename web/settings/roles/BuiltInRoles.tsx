import { Check, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { roles } from "../../../shared/agents.ts";
import { groupOf, permissionGroups, permissionsOf } from "../../../shared/permissions.ts";
import { Rows, Section } from "../parts/Screen.tsx";
import { useWhoHas } from "./use-who-has.ts";

/** The five roles that are there from the start, who has each, and what it may. */
export function BuiltInRoles() {
  const { t } = useTranslation();
  const whoHas = useWhoHas();

  return (
    <Section title={t("roleSettings.builtIn")} hint={t("roleSettings.builtInHint")}>
      <Rows label={t("roleSettings.builtIn")}>
        {roles.toReversed().map((role) => (
          <li key={role} className="px-4 py-2.5">
            <p className="font-medium">{t(`peopleSettings.roles.${role}`)}</p>
            <p className="text-soft">{t(`peopleSettings.roleHints.${role}`)}</p>
            <p className="text-xs text-faint">
              {whoHas((agent) => agent.role === role && agent.customRole === null)}
            </p>
            {permissionsOf(role).length > 0 && <Permissions role={role} />}
          </li>
        ))}
      </Rows>
    </Section>
  );
}

function Permissions({ role }: { role: (typeof roles)[number] }) {
  const { t } = useTranslation();
  const held = permissionsOf(role);
  return (
    <details className="group mt-1">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded text-coral-ink underline-offset-2 hover:underline">
        <ChevronRight
          className="size-3.5 group-open:rotate-90 rtl:rotate-180 rtl:group-open:rotate-90"
          aria-hidden="true"
        />
        {t("roleSettings.may", { count: held.length })}
        <span className="sr-only">: {t(`peopleSettings.roles.${role}`)}</span>
      </summary>
      {permissionGroups.map((group) => {
        const some = held.filter((one) => groupOf(one) === group);
        return (
          some.length > 0 && (
            <div key={group} className="mt-2">
              <h3 className="text-xs text-faint">{t(`roleSettings.groups.${group}`)}</h3>
              <ul>
                {some.map((one) => (
                  <li key={one} className="flex items-start gap-2">
                    <Check className="mt-1 size-3.5 shrink-0 text-kept" aria-hidden="true" />
                    {t(`roleSettings.permissions.${one}`)}
                  </li>
                ))}
              </ul>
            </div>
          )
        );
      })}
    </details>
  );
}
