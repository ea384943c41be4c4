import { useTranslation } from "react-i18next";
import { useColleagues, useMay, useMe } from "../../people/people.ts";
import { type Place, ScopeSelect } from "../parts/ScopeSelect.tsx";

interface Props {
  place: Place;
  onChange: (place: Place) => void;
  /** It is made already, and stays for whom it is. */
  fixed: boolean;
}

/** For whom a macro is: oneself, a team one leads in, or, for admins, everybody. */
export function ScopeChoice(props: Props) {
  const { t } = useTranslation();
  const { teamIds } = useMe();
  const isLead = useMay("texts.team_macros");
  const isAdmin = useMay("texts.macros");
  const { teams } = useColleagues();
  const own = teams.filter(
    ({ id }) => isAdmin || (isLead && teamIds.includes(id)) || id === props.place.teamId,
  );
  const words = {
    label: t("macros.scope"),
    personal: t("macros.scopes.personal"),
    shared: t("macros.scopes.shared"),
  };
  return <ScopeSelect {...props} teams={own} mayShare={isAdmin} words={words} />;
}
