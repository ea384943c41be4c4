import { useTranslation } from "react-i18next";
import { useColleagues } from "../../people/people.ts";
import { Field, Input, Textarea } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { Card, Section } from "../parts/Screen.tsx";
import type { Form } from "../parts/use-form.ts";
import type { InboxDraft } from "./draft.ts";

const noTeam = "";

/** What an inbox is called, who gets its mail, and what customers get back at once. */
export function InboxFields({ form }: { form: Form<InboxDraft> }) {
  const { t } = useTranslation();
  const { teams } = useColleagues();
  const { value, set, wrong } = form;

  return (
    <Section title={t("inboxSettings.general")}>
      <Card className="flex flex-col gap-4 p-4">
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <Field label={t("inboxSettings.name")} hint={t("inboxSettings.nameHint")} error={wrong.name}>
            <Input autoComplete="off" value={value.name} onValueChange={(name: string) => set({ name })} />
          </Field>
          <Field
            label={t("inboxSettings.address")}
            hint={t("inboxSettings.addressHint")}
            error={wrong.address}
          >
            <Input
              type="email"
              dir="ltr"
              autoComplete="off"
              value={value.address}
              onValueChange={(address: string) => set({ address })}
            />
          </Field>
        </div>
        <Field label={t("inboxSettings.team")} hint={t("inboxSettings.teamHint")} error={wrong.teamId}>
          <Select
            value={value.teamId ?? noTeam}
            onChange={(id) => set({ teamId: id || null, ...(!id && { restricted: false }) })}
            items={[
              { value: noTeam, label: t("inboxSettings.noTeam") },
              ...teams.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
        <Switch
          checked={value.restricted}
          disabled={value.teamId === null}
          onChange={(restricted) => set({ restricted })}
          hint={t(value.teamId === null ? "inboxSettings.restrictedNoTeam" : "inboxSettings.restrictedHint")}
        >
          {t("inboxSettings.restricted")}
        </Switch>
        <Switch
          checked={value.acknowledge}
          onChange={(acknowledge) => set({ acknowledge })}
          hint={t("inboxSettings.acknowledgeHint")}
        >
          {t("inboxSettings.acknowledge")}
        </Switch>
        <Switch
          checked={value.plusAddressing}
          onChange={(plusAddressing) => set({ plusAddressing })}
          hint={t("plusAddressing.hint")}
        >
          {t("plusAddressing.label")}
        </Switch>
        <Field
          label={t("inboxSettings.signature")}
          hint={t("inboxSettings.signatureHint")}
          error={wrong.signature}
        >
          <Textarea
            rows={3}
            maxLength={5000}
            value={value.signature}
            onChange={(event) => set({ signature: event.target.value })}
          />
        </Field>
      </Card>
    </Section>
  );
}
