import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getSendingLimits, type SendingLimits, setSendingLimits } from "../../../../shared/sending-limits.ts";
import { call } from "../../../lib/call.ts";
import { queryOf } from "../../../lib/query.ts";
import { Field, Input } from "../../../ui/Field.tsx";
import { toast } from "../../../ui/Toast.tsx";
import { EditForm } from "../../parts/EditForm.tsx";
import { Loaded } from "../../parts/Loaded.tsx";
import { SaveBar } from "../../parts/SaveBar.tsx";
import { Card, Section } from "../../parts/Screen.tsx";
import { useRenew } from "../../parts/use-act.ts";
import { useForm } from "../../parts/use-form.ts";

const megabyte = 1_000_000;

/** How large and how frequent an inbox's outgoing mail may be. */
export function LimitsSection({ inboxId }: { inboxId: string }) {
  const { t } = useTranslation();
  const limits = useQuery(queryOf(getSendingLimits, { params: { id: inboxId } }));
  return (
    <Section title={t("mailOut.limits.title")} hint={t("mailOut.limits.hint")}>
      <Loaded query={limits} rows={2}>
        {(stored) => <LimitsForm inboxId={inboxId} stored={stored} />}
      </Loaded>
    </Section>
  );
}

function LimitsForm({ inboxId, stored }: { inboxId: string; stored: SendingLimits }) {
  const { t } = useTranslation();
  const renew = useRenew(getSendingLimits);
  const form = useForm({
    // Numbers are text while they are typed.
    stored: {
      largest: String(stored.largestBytes / megabyte),
      linkDays: String(stored.linkDays),
      automaticPerHour: String(stored.automaticPerHour),
    },
    save: ({ largest, linkDays, automaticPerHour }) =>
      call(setSendingLimits, {
        params: { id: inboxId },
        body: {
          largestBytes: Math.round(Number(largest.replace(",", ".")) * megabyte),
          linkDays: Number(linkDays),
          automaticPerHour: Number(automaticPerHour),
        },
      }),
    onSaved: () => {
      renew();
      toast(t("mailOut.limits.saved"));
    },
  });
  const { value, set, wrong } = form;

  return (
    <EditForm form={form}>
      <Card className="grid grid-cols-1 gap-4 p-4 sm:grid-cols-3">
        <Field
          label={t("mailOut.limits.largest")}
          hint={t("mailOut.limits.largestHint")}
          error={wrong["largestBytes"]}
        >
          <Input
            inputMode="decimal"
            value={value.largest}
            onValueChange={(largest: string) => set({ largest })}
          />
        </Field>
        <Field label={t("mailOut.limits.days")} error={wrong["linkDays"]}>
          <Input
            inputMode="numeric"
            value={value.linkDays}
            onValueChange={(linkDays: string) => set({ linkDays })}
          />
        </Field>
        <Field
          label={t("mailOut.limits.automatic")}
          hint={t("mailOut.limits.automaticHint")}
          error={wrong["automaticPerHour"]}
        >
          <Input
            inputMode="numeric"
            value={value.automaticPerHour}
            onValueChange={(automaticPerHour: string) => set({ automaticPerHour })}
          />
        </Field>
      </Card>
      <SaveBar form={form} />
    </EditForm>
  );
}
