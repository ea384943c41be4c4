import { useTranslation } from "react-i18next";
import { useMe } from "../../people/people.ts";
import { Screen } from "../parts/Screen.tsx";
import { NameForm } from "./NameForm.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { Sessions } from "./Sessions.tsx";

/** Oneself: name, password, and where one is signed in. */
export default function AccountScreen() {
  const { t } = useTranslation();
  const { email } = useMe();

  return (
    <Screen title={t("settings.account.title")} lead={t("settings.account.lead", { email })}>
      <NameForm />
      <PasswordForm />
      <Sessions />
    </Screen>
  );
}
