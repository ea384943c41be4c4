import { useTranslation } from "react-i18next";
import {
  type CustomField,
  CustomFieldType,
  changeField,
  createField,
  listFields,
} from "../../../shared/fields.ts";
import { call } from "../../lib/call.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { toast } from "../../ui/Toast.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";
import { bodyOf, draftOf } from "./draft.ts";
import { FieldTopics } from "./FieldTopics.tsx";
import { OptionRows } from "./OptionRows.tsx";

/** Makes a field, or changes what may be changed: what it is about and its kind stay. */
export function FieldDialog({ field, onClose }: { field: CustomField | null; onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listFields);
  const form = useForm({
    stored: draftOf(field),
    save: (draft, seen) =>
      field
        ? call(changeField, { params: { id: field.id }, body: { ...bodyOf(draft), seen: bodyOf(seen) } })
        : call(createField, {
            body: { subject: draft.subject, type: draft.type, position: 10_000, ...bodyOf(draft) },
          }),
    onSaved: ({ label }) => {
      renew();
      toast(t("fieldSettings.saved", { name: label }));
      onClose();
    },
  });
  const { value, set, wrong } = form;

  return (
    <FormDialog
      form={form}
      thing={field?.id}
      title={field?.label ?? t("fieldSettings.new")}
      act={t("settings.save")}
      onClose={onClose}
      wide
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("fieldSettings.label")} error={wrong["label"]}>
          <Input
            autoFocus
            maxLength={100}
            value={value.label}
            onValueChange={(label: string) => set({ label })}
          />
        </Field>
        <Field label={t("fieldSettings.hint")} error={wrong["hint"]}>
          <Input maxLength={300} value={value.hint} onValueChange={(hint: string) => set({ hint })} />
        </Field>
        <Field label={t("fieldSettings.about")}>
          <Select
            value={value.subject}
            disabled={field !== null}
            onChange={(subject) => set({ subject })}
            items={(["conversation", "customer"] as const).map((one) => ({
              value: one,
              label: t(`fieldSettings.subjects.${one}`),
            }))}
          />
        </Field>
        <Field label={t("fieldSettings.type")} hint={field ? t("fieldSettings.typeStays") : undefined}>
          <Select
            value={value.type}
            disabled={field !== null}
            onChange={(type) => set({ type })}
            items={CustomFieldType.options.map((one) => ({
              value: one,
              label: t(`fieldSettings.types.${one}`),
            }))}
          />
        </Field>
      </div>
      {value.type === "choice" && (
        <OptionRows options={value.options} onChange={(options) => set({ options })} />
      )}
      {value.subject === "conversation" && (
        <>
          <Checkbox
            checked={value.requiredOnResolve}
            onChange={(requiredOnResolve) => set({ requiredOnResolve })}
            hint={t("fieldSettings.requiredHint")}
          >
            {t("fieldSettings.required")}
          </Checkbox>
          <FieldTopics chosen={value.topicIds} onChange={(topicIds) => set({ topicIds })} />
        </>
      )}
    </FormDialog>
  );
}
