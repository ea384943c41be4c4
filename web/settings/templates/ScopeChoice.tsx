import { useTranslation } from "react-i18next";
import { useColleagues, useMay, useMe } from "../../people/people.ts";
import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
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
  const isLead = useMay("texts.templates");
  const { teams } = useColleagues();
  const own = teams.filter(({ id }) => teamIds.includes(id) || id === draft.teamId);
  const value = draft.scope === "team" ? (draft.teamId ?? "") : draft.scope;

  return (
    <Field label={t("templateSettings.scope")}>
      <Select
        value={value}
        disabled={fixed}
        onChange={(next) =>
          next === "personal" || next === "shared"
            ? set({ scope: next, teamId: null })
            : set({ scope: "team", teamId: next })
        }
        items={[
          { value: "personal", label: t("templateSettings.scopes.personal") },
          ...own.map(({ id, name }) => ({ value: id, label: name })),
          ...(isLead || draft.scope === "shared"
            ? [{ value: "shared", label: t("templateSettings.scopes.shared") }]
            : []),
        ]}
      />
    </Field>
  );
}
