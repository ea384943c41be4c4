import { useTranslation } from "react-i18next";
import type { Workspace } from "../../../shared/workspace.ts";
import { Switch } from "../../ui/Switch.tsx";
import { Card, Section } from "../parts/Screen.tsx";
import type { Form } from "../parts/use-form.ts";
import { AmountField } from "./AmountField.tsx";

const usual = 25;

/** How many unresolved conversations one person should hold at most. */
export function CapacityFields({ form, disabled }: { form: Form<Workspace>; disabled: boolean }) {
  const { t } = useTranslation();
  const { value, set, wrong } = form;

  return (
    <Section title={t("settings.carrying.title")}>
      <Card className="flex flex-col gap-4 p-4">
        <Switch
          checked={value.capacity !== null}
          disabled={disabled}
          onChange={(on) => set({ capacity: on ? usual : null })}
          hint={t("settings.carrying.hint")}
        >
          {t("settings.carrying.on")}
        </Switch>
        {value.capacity !== null && (
          <AmountField
            label={t("settings.carrying.most")}
            unit={t("settings.carrying.unit")}
            error={wrong.capacity}
            value={value.capacity}
            disabled={disabled}
            onChange={(capacity) => set({ capacity })}
          />
        )}
      </Card>
    </Section>
  );
}
