import { useTranslation } from "react-i18next";
import type { Workspace } from "../../../shared/workspace.ts";
import { Switch } from "../../ui/Switch.tsx";
import { Card, Section } from "../parts/Screen.tsx";
import type { Form } from "../parts/use-form.ts";
import { AmountField } from "./AmountField.tsx";

const usualFollowUp = 48;

/** How fast customers are answered when nobody promised anything else, and the check-in afterwards. */
export function PromiseFields({ form, disabled }: { form: Form<Workspace>; disabled: boolean }) {
  const { t } = useTranslation();
  const { value, set, wrong } = form;

  return (
    <>
      <Section title={t("settings.promises.title")} hint={t("settings.promises.hint")}>
        <Card className="grid grid-cols-1 gap-4 p-4 sm:grid-cols-3">
          <AmountField
            label={t("settings.promises.first")}
            unit={t("settings.promises.workingHours")}
            error={wrong.firstReplyMinutes}
            value={value.firstReplyMinutes}
            per={60}
            disabled={disabled}
            onChange={(firstReplyMinutes) => set({ firstReplyMinutes })}
          />
          <AmountField
            label={t("settings.promises.next")}
            unit={t("settings.promises.workingHours")}
            error={wrong.nextReplyMinutes}
            value={value.nextReplyMinutes}
            per={60}
            disabled={disabled}
            onChange={(nextReplyMinutes) => set({ nextReplyMinutes })}
          />
          <AmountField
            label={t("settings.promises.soon")}
            unit={t("settings.promises.minutesBefore")}
            error={wrong.dueSoonMinutes}
            value={value.dueSoonMinutes}
            disabled={disabled}
            onChange={(dueSoonMinutes) => set({ dueSoonMinutes })}
          />
        </Card>
      </Section>
      <Section title={t("settings.takingBack.title")}>
        <Card className="p-4">
          <AmountField
            label={t("settings.takingBack.after")}
            unit={t("settings.takingBack.seconds")}
            hint={t("settings.takingBack.hint")}
            error={wrong.undoSeconds}
            value={value.undoSeconds}
            disabled={disabled}
            onChange={(undoSeconds) => set({ undoSeconds })}
          />
        </Card>
      </Section>
      <Section title={t("settings.followUp.title")}>
        <Card className="flex flex-col gap-4 p-4">
          <Switch
            checked={value.followUpHours !== null}
            disabled={disabled}
            onChange={(on) => set({ followUpHours: on ? usualFollowUp : null })}
            hint={t("settings.followUp.hint")}
          >
            {t("settings.followUp.on")}
          </Switch>
          {value.followUpHours !== null && (
            <AmountField
              label={t("settings.followUp.after")}
              unit={t("settings.followUp.hours")}
              error={wrong.followUpHours}
              value={value.followUpHours}
              disabled={disabled}
              onChange={(followUpHours) => set({ followUpHours })}
            />
          )}
        </Card>
      </Section>
    </>
  );
}
