import { useTranslation } from "react-i18next";
import type { Reply } from "../../../../shared/endpoint.ts";
import { createInboundHook, HookProvider, InboundHook } from "../../../../shared/inbound-hooks.ts";
import { call } from "../../../lib/call.ts";
import { Field, Input } from "../../../ui/Field.tsx";
import { Select } from "../../../ui/Select.tsx";
import { FormDialog } from "../../parts/FormDialog.tsx";
import { useForm } from "../../parts/use-form.ts";

interface Props {
  inboxId: string;
  onMade: (reply: Reply<typeof createInboundHook>) => void;
  onClose: () => void;
}

const purposes = InboundHook.shape.purpose.options;
const empty: { provider: HookProvider; purpose: InboundHook["purpose"]; signingKey: string } = {
  provider: "postmark",
  purpose: "mail",
  signingKey: "",
};
/** Services whose signature is checked by a key of theirs. */
const keyed = (provider: HookProvider) => provider === "mailgun" || provider === "sendgrid";

/** Makes an address for a mail service. */
export function NewHookDialog({ inboxId, onMade, onClose }: Props) {
  const { t } = useTranslation();
  const form = useForm({
    stored: empty,
    save: ({ provider, purpose, signingKey }) => {
      const key = keyed(provider) ? signingKey.trim() : "";
      return call(createInboundHook, {
        body: { inboxId, provider, purpose, ...(key && { signingKey: key }) },
      });
    },
    onSaved: onMade,
  });
  const { value, set, wrong } = form;
  const { provider, purpose } = value;
  const report = provider === "sendgrid" && purpose === "events";

  return (
    <FormDialog
      form={form}
      title={t("mailHooks.form.title")}
      description={t("mailHooks.form.lead")}
      act={t("mailHooks.form.act")}
      onClose={onClose}
    >
      <Field label={t("mailHooks.form.provider")}>
        <Select
          value={provider}
          onChange={(next) => set({ provider: next })}
          items={HookProvider.options.map((one) => ({ value: one, label: t(`mailHooks.providers.${one}`) }))}
        />
      </Field>
      <Field label={t("mailOut.events.purpose")}>
        <Select
          value={purpose}
          onChange={(next) => set({ purpose: next })}
          items={purposes.map((one) => ({ value: one, label: t(`mailOut.events.purposes.${one}`) }))}
        />
      </Field>
      {(provider === "mailgun" || provider === "sendgrid") && (
        <Field
          label={report ? t("mailOut.events.key") : t(`mailHooks.form.key.${provider}`)}
          hint={report ? t("mailOut.events.keyHint") : t(`mailHooks.form.keyHint.${provider}`)}
          error={wrong.signingKey}
        >
          <Input
            type="password"
            dir="ltr"
            autoComplete="new-password"
            value={value.signingKey}
            onValueChange={(signingKey: string) => set({ signingKey })}
          />
        </Field>
      )}
    </FormDialog>
  );
}
