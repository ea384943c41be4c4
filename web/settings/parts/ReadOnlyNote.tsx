import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Permission } from "../../../shared/permissions.ts";
import { i18n } from "../../lib/i18n.ts";
import { useMay } from "../../people/people.ts";
import { usePowers } from "../../people/roles.ts";

/** Tells who may change what one may only look at here; nothing for those who may. */
export function ReadOnlyNote({ permission }: { permission: Permission }) {
  const { t } = useTranslation();
  const may = useMay(permission);
  const { whoMay } = usePowers();
  if (may) return null;

  const names = new Intl.ListFormat(i18n.language, { type: "disjunction" }).format(
    whoMay(permission)
      .slice(0, 3)
      .map(({ name }) => name),
  );
  return (
    <p className="flex items-start gap-2 rounded-lg border border-line bg-hover px-3 py-2 text-soft">
      <Lock className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      {names ? t("settings.readOnly", { names }) : t("settings.readOnlyNobody")}
    </p>
  );
}
