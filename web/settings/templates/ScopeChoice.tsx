import { useTranslation } from "react-i18next";
import { useColleagues, useMay, useMe } from "../../people/people.ts";
import { ScopeSelect } from "../parts/ScopeSelect.tsx";
import type { TemplateDraft } from "./draft.ts";

interface Props {
  draft: TemplateDraft;
  set: (change: Partial<TemplateDraft>) => void;
  /** It is made already, and stays for whom it is. */
  fixed: boolean;
}

/** For whom a template is: oneself, a team of one's own, or everybody. */
export function ScopeChoice({ draft, set, fixed }: Props) {
  const { t } = useTranslation();
  const { teamIds } = useMe();
  const mayShare = useMay("texts.templates");
  const { teams } = useColleagues();
  const own = teams.filter(({ id }) => teamIds.includes(id) || id === draft.teamId);
  const words = {
    label: t("templateSettings.scope"),
    personal: t("templateSettings.scopes.personal"),
    shared: t("templateSettings.scopes.shared"),
  };
  return (
    <ScopeSelect place={draft} onChange={set} fixed={fixed} teams={own} mayShare={mayShare} words={words} />
  );
}
