import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { changeMe } from "../../../shared/me.ts";
import { call } from "../../lib/call.ts";
import { agentsQuery, meQuery, useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { toast } from "../../ui/Toast.tsx";
import { EditForm } from "../parts/EditForm.tsx";
import { LeaveGuard } from "../parts/LeaveGuard.tsx";
import { Card, Section } from "../parts/Screen.tsx";
import { useForm } from "../parts/use-form.ts";

/** What colleagues and customers call you. */
export function NameForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { name } = useMe();
  const form = useForm({
    stored: { name },
    save: (value) => call(changeMe, { body: { name: value.name.trim() } }),
    onSaved: (me) => {
      queries.setQueryData(meQuery.queryKey, me);
      void queries.invalidateQueries({ queryKey: agentsQuery.queryKey });
      toast(t("settings.account.nameSaved", { name: me.name }));
    },
  });

  return (
    <Section title={t("settings.account.name")} hint={t("settings.account.nameHint")}>
      <LeaveGuard unsaved={form.unsaved} />
      <Card>
        <EditForm form={form} blocked={!form.dirty} className="">
          <div className="flex flex-wrap items-end gap-2">
            <Field label={t("people.yourName")} error={form.wrong.name} className="min-w-48 flex-1">
              <Input
                name="name"
                autoComplete="name"
                value={form.value.name}
                onValueChange={(next: string) => form.set({ name: next })}
              />
            </Field>
            <Button type="submit" look="primary" busy={form.busy} disabled={!form.dirty}>
              {t("settings.save")}
            </Button>
          </div>
          <ErrorLine error={form.problem} />
        </EditForm>
      </Card>
    </Section>
  );
}
