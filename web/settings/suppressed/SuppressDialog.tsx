import { useTranslation } from "react-i18next";
import { listSuppressions, suppressAddress } from "../../../shared/suppressions.ts";
import { call } from "../../lib/call.ts";
import { Field, Input, Textarea } from "../../ui/Field.tsx";
import { toast } from "../../ui/Toast.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";

const empty = { address: "", reason: "" };

/** Stops mail to an address, with the reason. */
export function SuppressDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listSuppressions);
  const form = useForm({
    stored: empty,
    save: ({ address, reason }) =>
      call(suppressAddress, { body: { address: address.trim(), reason: reason.trim() } }),
    onSaved: ({ address }) => {
      renew();
      toast(t("suppressed.added", { address }));
      onClose();
    },
  });
  const { value, set, wrong } = form;

  return (
    <FormDialog
      form={form}
      title={t("suppressed.addTitle")}
      description={t("suppressed.addLead")}
      act={t("suppressed.addAct")}
      onClose={onClose}
    >
      <Field label={t("suppressed.address")} error={wrong.address}>
        <Input
          type="email"
          dir="ltr"
          autoComplete="off"
          value={value.address}
          onValueChange={(address: string) => set({ address })}
        />
      </Field>
      <Field label={t("suppressed.reason")} hint={t("suppressed.reasonHint")} error={wrong.reason}>
        <Textarea
          rows={2}
          maxLength={500}
          value={value.reason}
          onChange={(event) => set({ reason: event.target.value })}
        />
      </Field>
    </FormDialog>
  );
}
