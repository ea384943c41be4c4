import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { i18n } from "../../lib/i18n.ts";
import { mayAs, useColleagues, useMayAs } from "../../people/people.ts";

/** Tells who may change what one may only look at here; nothing for admins. */
export function ReadOnlyNote() {
  const { t } = useTranslation();
  const isAdmin = useMayAs("admin");
  const { agents } = useColleagues();
  if (isAdmin) return null;

  const admins = agents.filter(({ active, joined, role }) => active && joined && mayAs(role, "admin"));
  const names = new Intl.ListFormat(i18n.language, { type: "disjunction" }).format(
    admins.slice(0, 3).map(({ name }) => name),
  );
  return (
    <p className="flex items-start gap-2 rounded-lg border border-line bg-hover px-3 py-2 text-soft">
      <Lock className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      {names ? t("settings.readOnly", { names }) : t("settings.readOnlyNobody")}
    </p>
  );
}
