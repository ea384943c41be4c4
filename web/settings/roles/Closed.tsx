import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Permission } from "../../../shared/permissions.ts";
import { i18n } from "../../lib/i18n.ts";
import { usePowers } from "../../people/roles.ts";

/** In place of a screen that one may not see: what it needs, and whom to ask for it. */
export function Closed({ title, permission }: { title: string; permission: Permission }) {
  const { t } = useTranslation();
  const { whoMay } = usePowers();
  const names = new Intl.ListFormat(i18n.language, { type: "disjunction" }).format(
    whoMay("people.manage", permission)
      .slice(0, 3)
      .map(({ name }) => name),
  );

  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <div role="alert" className="mx-auto flex max-w-sm flex-col items-center gap-2 px-6 py-16 text-center">
        <Lock className="mb-1 size-7 stroke-[1.5] text-faint" aria-hidden="true" />
        <p className="text-base font-medium">{t("roleSettings.closed")}</p>
        <p className="text-soft">
          {t("roleSettings.closedText", { what: t(`roleSettings.permissions.${permission}`) })}
        </p>
        <p className="text-soft">{names ? t("roleSettings.ask", { names }) : t("roleSettings.askNobody")}</p>
      </div>
    </>
  );
}
