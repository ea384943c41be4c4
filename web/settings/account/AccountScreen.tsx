import { useTranslation } from "react-i18next";
import { useMe } from "../../people/people.ts";
import { Screen } from "../parts/Screen.tsx";
import { LanguageForm } from "./LanguageForm.tsx";
import { NameForm } from "./NameForm.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { Sessions } from "./Sessions.tsx";

/** Oneself: name, language, password, and where one is signed in. */
export default function AccountScreen() {
  const { t } = useTranslation();
  const { email } = useMe();

  return (
    <Screen title={t("settings.account.title")} lead={t("settings.account.lead", { email })}>
      <NameForm />
      <LanguageForm />
      <PasswordForm />
      <Sessions />
    </Screen>
  );
}
