import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { changeWorkspace, getWorkspace, type Workspace } from "../../../shared/workspace.ts";
import { call } from "../../lib/call.ts";
import { keyOf, queryOf } from "../../lib/query.ts";
import { meQuery, useMay } from "../../people/people.ts";
import { zones } from "../../people/zones.ts";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { toast } from "../../ui/Toast.tsx";
import { ChangedBy } from "../parts/ChangedBy.tsx";
import { EditForm } from "../parts/EditForm.tsx";
import { LeaveGuard } from "../parts/LeaveGuard.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { ReadOnlyNote } from "../parts/ReadOnlyNote.tsx";
import { SaveBar } from "../parts/SaveBar.tsx";
import { Card, Screen, Section } from "../parts/Screen.tsx";
import { same } from "../parts/same.ts";
import { type Form, useForm } from "../parts/use-form.ts";
import { CapacityFields } from "./CapacityFields.tsx";
import { HoursEditor } from "./HoursEditor.tsx";
import { faultOf } from "./hours.ts";
import { languages } from "./languages.ts";
import { PromiseFields } from "./PromiseFields.tsx";

/** What holds for everybody here: name, zone, hours, promises and the check-in. */
export default function WorkspaceScreen() {
  const { t } = useTranslation();
  const workspace = useQuery(queryOf(getWorkspace, {}));

  return (
    <Screen title={t("settings.workspace.title")} lead={t("settings.workspace.lead")}>
      <ReadOnlyNote permission="workspace.change" />
      <Loaded query={workspace} rows={6}>
        {(stored) => <WorkspaceForm stored={stored} />}
      </Loaded>
    </Screen>
  );
}

function WorkspaceForm({ stored }: { stored: Workspace }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const disabled = !useMay("workspace.change");
  const form = useForm({
    stored,
    save: (value) => call(changeWorkspace, { body: changes(value, stored) }),
    onSaved: (saved) => {
      queries.setQueryData(keyOf(getWorkspace), saved);
      void queries.invalidateQueries({ queryKey: meQuery.queryKey });
      toast(t("settings.workspace.saved"));
    },
  });
  const faulty = form.value.businessHours.days.some((ranges) => faultOf(ranges) !== null);

  return (
    <EditForm form={form} blocked={faulty} className="flex flex-col gap-6">
      <LeaveGuard unsaved={form.unsaved} />
      <ChangedBy id={stored.id} />
      <General form={form} disabled={disabled} />
      <HoursEditor
        hours={form.value.businessHours}
        disabled={disabled}
        onChange={(businessHours) => form.set({ businessHours })}
      />
      <PromiseFields form={form} disabled={disabled} />
      <CapacityFields form={form} disabled={disabled} />
      <SaveBar form={form} blocked={faulty ? t("settings.hours.fix") : undefined} />
    </EditForm>
  );
}

function General({ form, disabled }: { form: Form<Workspace>; disabled: boolean }) {
  const { t } = useTranslation();
  const { value, set, wrong } = form;
  const known = [...new Set([value.timeZone, ...zones()])];

  return (
    <Section title={t("settings.workspace.general")}>
      <Card className="grid grid-cols-1 gap-4 p-4 sm:grid-cols-2">
        <Field
          label={t("people.setup.workspace")}
          hint={t("settings.workspace.nameHint")}
          error={wrong.name}
          className="sm:col-span-2"
        >
          <Input disabled={disabled} value={value.name} onValueChange={(name: string) => set({ name })} />
        </Field>
        <Field label={t("people.timeZone")} hint={t("people.timeZoneHint")} error={wrong.timeZone}>
          <Select
            disabled={disabled}
            value={value.timeZone}
            onChange={(timeZone) => set({ timeZone })}
            items={known.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          />
        </Field>
        <Field
          label={t("settings.workspace.language")}
          hint={t("settings.workspace.languageHint")}
          error={wrong.locale}
        >
          <Select
            disabled={disabled}
            value={value.locale}
            onChange={(locale) => set({ locale })}
            items={languages(value.locale)}
          />
        </Field>
      </Card>
    </Section>
  );
}

/** Only what was changed, so that nobody else's change of another field is undone. */
function changes(value: Workspace, stored: Workspace): Partial<Omit<Workspace, "id" | "demo">> {
  const { id: _, demo: __, ...fields } = value;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, now]) => !same(now, stored[name as keyof Workspace]))
      // What is no number would travel as null, which means "none": the server refuses this instead, with what is wrong.
      .map(([name, now]) => [name, Number.isNaN(now) ? -1 : now]),
  );
}
