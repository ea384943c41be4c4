import { useTranslation } from "react-i18next";
import { type Checklist, changeChecklist, createChecklist, listChecklists } from "../../../shared/tasks.ts";
import { call } from "../../lib/call.ts";
import { Field, Input, Textarea } from "../../ui/Field.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";

/** Makes or changes a checklist: its name, and its steps one on each line. */
export function ChecklistDialog({ list, onClose }: { list: Checklist | null; onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listChecklists);
  const form = useForm({
    stored: { name: list?.name ?? "", steps: list?.steps.join("\n") ?? "" },
    save: ({ name, steps }) => {
      const body = {
        name: name.trim(),
        steps: steps
          .split("\n")
          .map((step) => step.trim())
          .filter(Boolean),
      };
      return list
        ? call(changeChecklist, { params: { id: list.id }, body })
        : call(createChecklist, { body });
    },
    onSaved: () => {
      renew();
      onClose();
    },
  });

  return (
    <FormDialog
      form={form}
      title={list?.name ?? t("checklistSettings.new")}
      act={t("settings.save")}
      thing={list?.id}
      onClose={onClose}
    >
      <Field label={t("sorting.name")} error={form.wrong["name"]}>
        <Input
          autoFocus
          required
          maxLength={100}
          value={form.value.name}
          onValueChange={(name: string) => form.set({ name })}
        />
      </Field>
      <Field
        label={t("checklistSettings.steps")}
        hint={t("checklistSettings.stepsHint")}
        error={form.wrong["steps"]}
      >
        <Textarea
          required
          rows={8}
          value={form.value.steps}
          onChange={(event) => form.set({ steps: event.target.value })}
        />
      </Field>
    </FormDialog>
  );
}
