import { useTranslation } from "react-i18next";
import type { MacroRow } from "../../../shared/macros.ts";
import { useColleagues, useMay, useMe } from "../../people/people.ts";
import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";

type Place = Pick<MacroRow, "scope" | "teamId">;

interface Props {
  place: Place;
  onChange: (place: Place) => void;
  /** It is made already, and stays for whom it is. */
  fixed: boolean;
}

/** For whom a macro is: oneself, a team one leads in, or, for admins, everybody. */
export function ScopeChoice({ place, onChange, fixed }: Props) {
  const { t } = useTranslation();
  const { teamIds } = useMe();
  const isLead = useMay("texts.team_macros");
  const isAdmin = useMay("texts.macros");
  const { teams } = useColleagues();
  const own = teams.filter(({ id }) => isAdmin || (isLead && teamIds.includes(id)) || id === place.teamId);

  return (
    <Field label={t("macros.scope")}>
      <Select
        value={place.scope === "team" ? (place.teamId ?? "") : place.scope}
        disabled={fixed}
        onChange={(next) =>
          next === "personal" || next === "shared"
            ? onChange({ scope: next, teamId: null })
            : onChange({ scope: "team", teamId: next })
        }
        items={[
          { value: "personal", label: t("macros.scopes.personal") },
          ...own.map(({ id, name }) => ({ value: id, label: name })),
          ...(isAdmin || place.scope === "shared"
            ? [{ value: "shared", label: t("macros.scopes.shared") }]
            : []),
        ]}
      />
    </Field>
  );
}
