import { useTranslation } from "react-i18next";
import { changeRootCause, createRootCause, listRootCauses, type RootCause } from "../../../shared/topics.ts";
import { useTopics } from "../../conversations/details/lists.ts";
import { call } from "../../lib/call.ts";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";

/** Makes a root cause, or changes its name and the topic it is offered for. */
export function CauseDialog({ cause, onClose }: { cause: RootCause | null; onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listRootCauses);
  const topics = useTopics();
  const form = useForm({
    stored: { name: cause?.name ?? "", topicId: cause?.topicId ?? "" },
    save: ({ name, topicId }) => {
      const body = { name: name.trim(), topicId: topicId || null };
      return cause
        ? call(changeRootCause, { params: { id: cause.id }, body })
        : call(createRootCause, { body });
    },
    onSaved: () => {
      renew();
      onClose();
    },
  });
  const { value, set, wrong } = form;

  return (
    <FormDialog
      form={form}
      thing={cause?.id}
      title={cause?.name ?? t("topicSettings.newCause")}
      act={t("settings.save")}
      onClose={onClose}
    >
      <Field label={t("sorting.name")} error={wrong.name}>
        <Input autoFocus maxLength={100} value={value.name} onValueChange={(name: string) => set({ name })} />
      </Field>
      <Field label={t("topicSettings.offeredFor")} error={wrong.topicId}>
        <Select
          value={value.topicId}
          onChange={(topicId) => set({ topicId })}
          items={[
            { value: "", label: t("topicSettings.everyTopic") },
            ...topics.map(({ id, path }) => ({ value: id, label: path })),
          ]}
        />
      </Field>
    </FormDialog>
  );
}
