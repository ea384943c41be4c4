import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createKey, listKeys } from "../../../shared/keys.ts";
import { call } from "../../lib/call.ts";
import { useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { CopyLine } from "../parts/CopyLine.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";
import { areas, noReach, type Reaches, reachesOf, scopesOf } from "./scope.ts";

const empty = { name: "", ...noReach };

/** Makes a key and shows its secret, this once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const renew = useRenew(listKeys);
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm({
    stored: empty,
    save: ({ name, ...reaches }) =>
      call(createKey, { body: { name: name.trim(), scopes: scopesOf(reaches) } }),
    onSaved: (made) => {
      renew();
      setSecret(made.secret);
    },
  });

  if (secret !== null) return <SecretOnce secret={secret} onClose={onClose} />;
  return (
    <FormDialog
      form={form}
      title={t("settings.keys.new")}
      description={t("settings.keys.newLead")}
      act={t("settings.keys.make")}
      onClose={onClose}
    >
      <Field label={t("settings.keys.name")} hint={t("settings.keys.nameHint")} error={form.wrong.name}>
        <Input autoFocus value={form.value.name} onValueChange={(name: string) => form.set({ name })} />
      </Field>
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 font-medium">{t("settings.keys.may")}</legend>
        {areas.map((area) => (
          <div key={area} className="flex items-center justify-between gap-4">
            <p className="min-w-0">
              {t(`settings.keys.areas.${area}`)}
              <span className="block text-xs text-faint">{t(`settings.keys.areaHints.${area}`)}</span>
            </p>
            <Select
              className="!w-36 shrink-0"
              label={t(`settings.keys.areas.${area}`)}
              value={form.value[area]}
              onChange={(reach) => form.set({ [area]: reach } as Partial<Reaches>)}
              items={reachesOf(area, permissions).map((reach) => ({
                value: reach,
                label: t(`settings.keys.reach.${reach}`),
              }))}
            />
          </div>
        ))}
        {form.wrong.scopes && (
          <p role="alert" className="text-xs text-late">
            {t("settings.keys.noScope")}
          </p>
        )}
      </fieldset>
    </FormDialog>
  );
}

function SecretOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open onClose={onClose} title={t("settings.keys.onceTitle")} description={t("settings.keys.once")}>
      <CopyLine label={t("settings.keys.secret")} value={secret} done={t("settings.keys.copied")} />
      <p className="mt-3 text-soft">
        {t("settings.keys.use")} <code dir="ltr">Authorization: Bearer …</code>
      </p>
      <Actions>
        <Button look="primary" onClick={onClose}>
          {t("settings.keys.kept")}
        </Button>
      </Actions>
    </Dialog>
  );
}
