import { useTranslation } from "react-i18next";
import type { State } from "../../../shared/conversation-shape.ts";
import { changeStatus, createStatus, listStatuses, type Status } from "../../../shared/topics.ts";
import { call } from "../../lib/call.ts";
import { Field, Input } from "../../ui/Field.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";

interface Props {
  state: State;
  status?: Status;
  onClose: () => void;
}

/** Makes or renames a status; it stays inside its state. */
export function StatusDialog({ state, status, onClose }: Props) {
  const { t } = useTranslation();
  const renew = useRenew(listStatuses);
  const form = useForm({
    stored: { name: status?.name ?? "" },
    save: ({ name }) =>
      status
        ? call(changeStatus, { params: { id: status.id }, body: { name: name.trim() } })
        : call(createStatus, { body: { state, name: name.trim(), position: 10_000 } }),
    onSaved: () => {
      renew();
      onClose();
    },
  });

  return (
    <FormDialog
      form={form}
      thing={status?.id}
      title={status?.name ?? t("statusSettings.addTo", { state: t(`statusSettings.states.${state}`) })}
      act={t("settings.save")}
      onClose={onClose}
    >
      <Field label={t("sorting.name")} error={form.wrong.name}>
        <Input
          autoFocus
          maxLength={100}
          value={form.value.name}
          onValueChange={(name: string) => form.set({ name })}
        />
      </Field>
    </FormDialog>
  );
}
