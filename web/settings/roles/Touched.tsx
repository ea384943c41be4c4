import { useTranslation } from "react-i18next";
import type { Permission } from "../../../shared/permissions.ts";
import type { CustomRole } from "../../../shared/roles.ts";
import { i18n } from "../../lib/i18n.ts";
import { useColleagues } from "../../people/people.ts";
import { effectOf, type RoleDraft } from "./draft.ts";

interface Props {
  role: CustomRole;
  before: RoleDraft;
  after: RoleDraft;
}

/** Whom a change touches, and what it does to them, before it is saved. */
export function Touched({ role, before, after }: Props) {
  const { t } = useTranslation();
  const { agents } = useColleagues();
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction" });
  const names = agents.filter(({ customRole }) => customRole?.id === role.id).map(({ name }) => name);
  const { gained, lost } = effectOf(before, after);
  const said = (some: Permission[]) => list.format(some.map((one) => t(`roleSettings.permissions.${one}`)));

  return (
    <div role="status" className="rounded-lg border border-line bg-hover px-3 py-2 text-soft">
      <p>
        {names.length > 0
          ? t("roleSettings.touched", { count: names.length, names: list.format(names) })
          : t("roleSettings.touchesNobody")}
      </p>
      {names.length > 0 && gained.length > 0 && (
        <p className="mt-1">{t("roleSettings.willGain", { what: said(gained) })}</p>
      )}
      {names.length > 0 && lost.length > 0 && (
        <p className="mt-1">{t("roleSettings.willLose", { what: said(lost) })}</p>
      )}
    </div>
  );
}
