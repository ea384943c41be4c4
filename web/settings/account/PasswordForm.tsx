import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { changeMe } from "../../../shared/me.ts";
import { listSessions } from "../../../shared/sign-in.ts";
import { call } from "../../lib/call.ts";
import { asProblem } from "../../lib/problem.ts";
import { useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { toast } from "../../ui/Toast.tsx";
import { EditForm } from "../parts/EditForm.tsx";
import { LeaveGuard } from "../parts/LeaveGuard.tsx";
import { Card, Section } from "../parts/Screen.tsx";
import { useForm } from "../parts/use-form.ts";

const shortest = 10;
const empty = { old: "", next: "" };

/** A new password, which ends every other session. */
export function PasswordForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { email } = useMe();
  const form = useForm({
    stored: empty,
    save: ({ old, next }) => call(changeMe, { body: { password: { current: old, next } } }),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: [listSessions.path] });
      toast(t("settings.account.passwordSaved"));
    },
  });
  const wrongCurrent = Boolean(form.problem) && asProblem(form.problem).code === "wrong_credentials";

  return (
    <Section title={t("people.password")} hint={t("settings.account.passwordHint")}>
      <LeaveGuard unsaved={form.unsaved} />
      <Card>
        <EditForm form={form}>
          {/* Tells a password manager whose password this is. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            <Field
              label={t("settings.account.current")}
              error={wrongCurrent ? t("settings.account.wrongCurrent") : form.wrong["password.current"]}
            >
              <Input
                type="password"
                name="current"
                autoComplete="current-password"
                value={form.value.old}
                onValueChange={(old: string) => form.set({ old })}
              />
            </Field>
            <Field
              label={t("people.newPassword")}
              hint={t("people.passwordHint", { count: shortest })}
              error={form.wrong["password.next"]}
            >
              <Input
                type="password"
                name="next"
                autoComplete="new-password"
                value={form.value.next}
                onValueChange={(next: string) => form.set({ next })}
              />
            </Field>
          </div>
          {!wrongCurrent && <ErrorLine error={form.problem} />}
          <Button
            type="submit"
            look="primary"
            className="self-end"
            busy={form.busy}
            disabled={!form.value.old || !form.value.next}
          >
            {t("settings.account.changePassword")}
          </Button>
        </EditForm>
      </Card>
    </Section>
  );
}
