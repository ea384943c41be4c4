import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Customer, changeCustomer } from "../../shared/customers.ts";
import { call } from "../lib/call.ts";
import { useMay } from "../people/people.ts";
import { ErrorLine } from "../ui/ErrorState.tsx";
import { useCustomerAct } from "./customer.ts";

/** What every colleague should know about this customer; kept when one leaves the field. */
export function CustomerNote({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const isAgent = useMay("customers.change");
  const act = useCustomerAct();
  const [draft, setDraft] = useState<string | null>(null);
  const note = draft ?? customer.note;
  const keep = () => {
    if (draft === null || draft === customer.note) return setDraft(null);
    act.mutate(() => call(changeCustomer, { params: { id: customer.id }, body: { note: draft } }), {
      onSuccess: () => setDraft(null),
    });
  };

  if (!isAgent)
    return (
      <p dir={customer.note ? "auto" : undefined} className="whitespace-pre-wrap">
        {customer.note || <span className="text-faint">{t("customers.noNote")}</span>}
      </p>
    );
  return (
    <>
      <textarea
        aria-label={t("customers.note")}
        placeholder={t("customers.noteHint")}
        value={note}
        dir={note ? "auto" : undefined}
        maxLength={10_000}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        className="field-sizing-content max-h-60 min-h-9 w-full resize-none rounded-md border border-transparent bg-hover/60 px-2.5 py-1.5 placeholder:text-faint hover:bg-hover focus:border-field focus:bg-surface"
      />
      <ErrorLine error={act.error} kept={t("customers.noteKept")} />
    </>
  );
}
