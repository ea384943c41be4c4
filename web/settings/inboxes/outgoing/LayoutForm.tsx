import { useTranslation } from "react-i18next";
import {
  LayoutColour,
  layoutVariables,
  listLayouts,
  MailLayout,
  removeLayout,
  type StoredLayout,
  setLayout,
  testLayout,
} from "../../../../shared/mail-layouts.ts";
import { call } from "../../../lib/call.ts";
import { Button } from "../../../ui/Button.tsx";
import { Field, Textarea } from "../../../ui/Field.tsx";
import { Select } from "../../../ui/Select.tsx";
import { Switch } from "../../../ui/Switch.tsx";
import { toast } from "../../../ui/Toast.tsx";
import { EditForm } from "../../parts/EditForm.tsx";
import { SaveBar } from "../../parts/SaveBar.tsx";
import { Card } from "../../parts/Screen.tsx";
import { useAct, useRenew } from "../../parts/use-act.ts";
import { useForm } from "../../parts/use-form.ts";
import { LayoutPreview } from "./LayoutPreview.tsx";
import { LogoField } from "./LogoField.tsx";

interface Props {
  inboxId: string;
  language: string;
  stored: StoredLayout | null;
  ownSignature: string;
  onRemoved: () => void;
}

/** The layout of one language beside what a mail looks like with it. */
export function LayoutForm({ inboxId, language, stored, ownSignature, onRemoved }: Props) {
  const { t } = useTranslation();
  const renew = useRenew(listLayouts);
  const act = useAct(listLayouts);
  const params = { id: inboxId, language };
  const form = useForm({
    stored: MailLayout.parse(stored ?? {}),
    save: (body) => call(setLayout, { params, body }),
    onSaved: () => {
      renew();
      toast(t("mailOut.layout.saved"));
    },
  });
  const { value, set, wrong } = form;
  const test = async () => {
    const { to } = await call(testLayout, { params: { id: inboxId }, body: { language, layout: value } });
    toast(t("mailOut.layout.tested", { to }));
  };
  const remove = async () => {
    await call(removeLayout, { params });
    toast(t("mailOut.layout.removed"));
    onRemoved();
  };

  return (
    <EditForm form={form}>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <Card className="flex flex-col gap-4 p-4">
          <LogoField fileId={value.logoFileId} onChange={(logoFileId) => set({ logoFileId })} />
          <Field
            label={t("mailOut.layout.header")}
            hint={t("mailOut.layout.headerHint")}
            error={wrong["header"]}
          >
            <Text value={value.header} onChange={(header) => set({ header })} />
          </Field>
          <Switch
            checked={value.signature !== null}
            onChange={(own) => set({ signature: own ? ownSignature : null })}
            hint={t("mailOut.layout.ownSignatureHint")}
          >
            {t("mailOut.layout.ownSignature")}
          </Switch>
          {value.signature !== null && (
            <Field label={t("mailOut.layout.signature")} error={wrong["signature"]}>
              <Text value={value.signature} onChange={(signature) => set({ signature })} />
            </Field>
          )}
          <Field
            label={t("mailOut.layout.footer")}
            hint={t("mailOut.layout.footerHint")}
            error={wrong["footer"]}
          >
            <Text value={value.footer} onChange={(footer) => set({ footer })} />
          </Field>
          <p className="text-xs text-faint">
            {t("mailOut.layout.variables")}{" "}
            {layoutVariables.map((name) => (
              <code key={name} dir="ltr" className="me-2 inline-block">{`{{ ${name} }}`}</code>
            ))}
          </p>
          <Field label={t("mailOut.layout.colour")}>
            <Select
              value={value.colour}
              onChange={(colour) => set({ colour })}
              items={LayoutColour.options.map((one) => ({
                value: one,
                label: t(`mailOut.layout.colours.${one}`),
              }))}
            />
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button busy={act.isPending} onClick={() => act.mutate({ run: test })}>
              {t("mailOut.layout.test")}
            </Button>
            {stored && (
              <Button look="danger" disabled={act.isPending} onClick={() => act.mutate({ run: remove })}>
                {t("mailOut.layout.remove")}
              </Button>
            )}
          </div>
        </Card>
        <LayoutPreview inboxId={inboxId} language={language} layout={value} />
      </div>
      <SaveBar form={form} act={t("mailOut.layout.save")} />
    </EditForm>
  );
}

function Text({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Textarea
      rows={2}
      dir="auto"
      maxLength={5000}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
