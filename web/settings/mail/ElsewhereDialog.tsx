import { useTranslation } from "react-i18next";
import { type Delivery, redirectDelivery } from "../../../shared/email.ts";
import { call } from "../../lib/call.ts";
import { Field, Input } from "../../ui/Field.tsx";
import { toast } from "../../ui/Toast.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useForm } from "../parts/use-form.ts";

interface Props {
  delivery: Delivery;
  onSent: () => void;
  onClose: () => void;
}

/** Sends a mail that did not arrive to another address, once. */
export function ElsewhereDialog({ delivery: { id, to }, onSent, onClose }: Props) {
  const { t } = useTranslation();
  const form = useForm({
    stored: { address: "" },
    save: ({ address }) => call(redirectDelivery, { params: { id }, body: { address: address.trim() } }),
    onSaved: (sent) => {
      toast(t("mailOut.ledger.sent", { to: sent.to }));
      onSent();
    },
  });

  return (
    <FormDialog
      form={form}
      title={t("mailOut.ledger.elsewhereNamed", { to })}
      description={t("mailOut.ledger.elsewhereText")}
      act={t("mailOut.ledger.act")}
      onClose={onClose}
    >
      <Field label={t("mailOut.ledger.address")} error={form.wrong["address"]}>
        <Input
          type="email"
          dir="ltr"
          autoComplete="off"
          value={form.value.address}
          onValueChange={(address: string) => form.set({ address })}
        />
      </Field>
    </FormDialog>
  );
}
