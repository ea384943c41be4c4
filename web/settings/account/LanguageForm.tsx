import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type LanguageChoice, languageNames, languages, spokenOf } from "../../../shared/languages.ts";
import { changeMe } from "../../../shared/me.ts";
import { call } from "../../lib/call.ts";
import { speak } from "../../lib/i18n.ts";
import { languageOf } from "../../people/my-language.ts";
import { meQuery, useMe } from "../../people/people.ts";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { Card, Section } from "../parts/Screen.tsx";

/** The language of one's own screens; it changes as soon as it is chosen. */
export function LanguageForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { language, workspace } = useMe();
  const choosing = useMutation({
    mutationFn: (choice: LanguageChoice) => call(changeMe, { body: { language: choice } }),
    onSuccess: async (me) => {
      await speak(languageOf(me));
      queries.setQueryData(meQuery.queryKey, me);
    },
  });
  const named = (language: string) => languageNames[spokenOf([language])];
  const items: { value: LanguageChoice; label: string }[] = [
    {
      value: "workspace",
      label: t("settings.account.languageOfWorkspace", { language: named(workspace.locale) }),
    },
    { value: "auto", label: t("settings.account.languageOfBrowser") },
    ...languages.map((value) => ({ value, label: languageNames[value] })),
  ];

  return (
    <Section title={t("settings.account.language")} hint={t("settings.account.languageHint")}>
      <Card>
        <Field label={t("settings.account.language")}>
          <Select
            name="language"
            value={choosing.variables && choosing.isPending ? choosing.variables : language}
            onChange={(choice) => choosing.mutate(choice)}
            items={items}
          />
        </Field>
        <ErrorLine error={choosing.error} />
      </Card>
    </Section>
  );
}
