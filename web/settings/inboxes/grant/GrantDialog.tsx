import { useTranslation } from "react-i18next";
import type { Inbox } from "../../../../shared/email.ts";
import {
  askForMailGrant,
  changeMailGrant,
  type MailGrant,
  MailProvider,
} from "../../../../shared/mail-oauth.ts";
import { call } from "../../../lib/call.ts";
import { Field } from "../../../ui/Field.tsx";
import { Select } from "../../../ui/Select.tsx";
import { CopyLine } from "../../parts/CopyLine.tsx";
import { FormDialog } from "../../parts/FormDialog.tsx";
import { useForm } from "../../parts/use-form.ts";
import { bodyOf, draftOf, type GrantDraft } from "./draft.ts";
import { TextField } from "./TextField.tsx";

interface Props {
  inbox: Inbox;
  grant: MailGrant | null;
  redirectUrl: string;
  onClose: () => void;
}

/** Says at which provider an inbox signs in, and goes there. */
export function GrantDialog({ inbox, grant, redirectUrl, onClose }: Props) {
  const { t } = useTranslation();
  const params = { id: inbox.id };
  const form = useForm({
    stored: draftOf(grant, inbox.address),
    save: async (draft: GrantDraft) => {
      await call(changeMailGrant, { params, body: bodyOf(draft) });
      return call(askForMailGrant, { params });
    },
    onSaved: ({ url }) => location.assign(url),
  });
  const { value, set } = form;
  const field = (name: keyof GrantDraft) => ({ form, name, label: t(`mailGrant.form.${wordOf[name]}`) });

  return (
    <FormDialog
      form={form}
      title={t("mailGrant.form.title", { inbox: inbox.name })}
      description={t("mailGrant.form.lead")}
      act={t("mailGrant.form.act", { provider: t(`mailGrant.providers.${value.provider}`) })}
      wide
      onClose={onClose}
    >
      <Field label={t("mailGrant.form.provider")}>
        <Select
          value={value.provider}
          onChange={(provider) => set({ provider })}
          items={MailProvider.options.map((one) => ({ value: one, label: t(`mailGrant.choices.${one}`) }))}
        />
      </Field>
      <CopyLine
        label={t("mailGrant.form.redirect")}
        value={redirectUrl}
        hint={t("mailGrant.form.redirectHint")}
        done={t("mailGrant.form.copied")}
      />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <TextField {...field("clientId")} hint={t("mailGrant.form.clientIdHint")} />
        <TextField
          {...field("clientSecret")}
          secret
          hint={t(grant ? "mailGrant.form.secretKept" : "mailGrant.form.secretHint")}
        />
        <TextField {...field("mailbox")} hint={t("mailGrant.form.mailboxHint")} />
        {value.provider === "microsoft" && (
          <TextField {...field("tenant")} hint={t("mailGrant.form.tenantHint")} />
        )}
      </div>
      {value.provider === "other" && (
        <>
          <TextField {...field("authorizeUrl")} />
          <TextField {...field("tokenUrl")} />
          <TextField {...field("scope")} hint={t("mailGrant.form.scopeHint")} />
        </>
      )}
    </FormDialog>
  );
}

const wordOf = {
  provider: "provider",
  clientId: "clientId",
  clientSecret: "secret",
  mailbox: "mailbox",
  tenant: "tenant",
  authorizeUrl: "authorizeUrl",
  tokenUrl: "tokenUrl",
  scope: "scope",
} as const;
