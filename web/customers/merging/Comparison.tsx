import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, ArrowLeftRight, BadgeCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerMergePreview } from "../../../shared/customer-merging.ts";
import { listFields } from "../../../shared/fields.ts";
import { queryOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { customerName } from "../names.ts";
import { type Difference, differences } from "./differences.ts";

export type Side = "target" | "source";

interface Props {
  preview: CustomerMergePreview;
  /** Which side is taken where both differ; the one who stays, unless said otherwise. */
  take: Readonly<Record<string, Side>>;
  onTake: (key: string, side: Side) => void;
  onSwap: () => void;
}

/** The one who stays beside the one who goes into them: what comes together by itself, and what is chosen. */
export function Comparison({ preview, take, onTake, onSwap }: Props) {
  const { t } = useTranslation();
  const fields = useQuery(queryOf(listFields, { query: { subject: "customer" } }));
  const differing = differences(preview, fields.data?.items ?? []);
  const { target, source } = preview;
  const bothNotes =
    target.customer.note && source.customer.note && target.customer.note !== source.customer.note;
  const known = preview.consents.filter(({ becomes }) => becomes !== null);

  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Name label={t("customerMerging.stays")}>{customerName(target.customer)}</Name>
        <ArrowLeft className="size-4 text-faint rtl:rotate-180" aria-hidden="true" />
        <bdi className="min-w-0 truncate text-soft">{customerName(source.customer)}</bdi>
        <Button size="sm" className="ms-auto" icon={<ArrowLeftRight className="size-3.5" />} onClick={onSwap}>
          {t("customerMerging.swap")}
        </Button>
      </div>
      <section
        aria-label={t("customerMerging.joins")}
        className="rounded-lg border border-line bg-paper px-4 py-3"
      >
        <h3 className="mb-2 font-medium">{t("customerMerging.joins")}</h3>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
          <dt className="text-faint">{t("customerMerging.identities")}</dt>
          <dd>
            <ul>
              {[...target.identities, ...source.identities].map(({ id, value, verified }) => (
                <li key={id} className="flex items-center gap-1.5">
                  <bdi className="min-w-0 truncate">{value}</bdi>
                  {verified && (
                    <BadgeCheck
                      className="size-3.5 shrink-0 text-kept"
                      role="img"
                      aria-label={t("customerMerging.verified")}
                    />
                  )}
                </li>
              ))}
            </ul>
          </dd>
          <Sum preview={preview} />
          {bothNotes && (
            <>
              <dt className="text-faint">{t("customerMerging.note")}</dt>
              <dd>{t("customerMerging.bothNotes")}</dd>
            </>
          )}
          {known.map((one) => (
            <Consent key={one.purpose} consent={one} />
          ))}
        </dl>
      </section>
      {differing.length > 0 && (
        <section aria-label={t("customerMerging.choose")} className="flex flex-col gap-3">
          <h3 className="font-medium">{t("customerMerging.choose")}</h3>
          {differing.map((one) => (
            <Choice
              key={one.key}
              difference={one}
              value={take[one.key] ?? "target"}
              onChange={(side) => onTake(one.key, side)}
            />
          ))}
        </section>
      )}
    </>
  );
}

function Name({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className="min-w-0">
      <span className="block text-xs text-faint">{label}</span>
      <bdi className="block truncate text-base font-semibold">{children}</bdi>
    </p>
  );
}

function Sum({ preview: { target, source } }: { preview: CustomerMergePreview }) {
  const { t } = useTranslation();
  const sum = (name: keyof typeof target.belongings) => target.belongings[name] + source.belongings[name];
  return (
    <>
      <dt className="text-faint">{t("customerMerging.conversations")}</dt>
      <dd>
        {sum("unresolved") > 0
          ? t("customerMerging.conversationsOf", { count: sum("conversations"), open: sum("unresolved") })
          : sum("conversations")}
      </dd>
      {sum("orders") > 0 && (
        <>
          <dt className="text-faint">{t("customerMerging.orders")}</dt>
          <dd>{sum("orders")}</dd>
        </>
      )}
    </>
  );
}

function Consent({ consent }: { consent: CustomerMergePreview["consents"][number] }) {
  const { t } = useTranslation();
  const { purpose, target, source, becomes } = consent;
  return (
    <>
      <dt className="text-faint">{t(`customerMerging.purposes.${purpose}`)}</dt>
      <dd>
        {t(`customerMerging.said.${becomes ? "yes" : "no"}`)}
        {becomes === false && target !== source && (
          <span className="block text-xs text-soft">{t("customerMerging.stricter")}</span>
        )}
      </dd>
    </>
  );
}

interface ChoiceProps {
  difference: Difference;
  value: Side;
  onChange: (side: Side) => void;
}

function Choice({ difference, value, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const { key, label, target, source } = difference;
  return (
    <fieldset>
      <legend className="mb-1 text-xs text-faint">
        {key === "name" || key === "email" ? t(`customerMerging.${key}`) : label}
      </legend>
      <div className="grid gap-1.5 sm:grid-cols-2">
        {[["target", target] as const, ["source", source] as const].map(([side, text]) => (
          <label
            key={side}
            className="flex min-h-9 items-center gap-2 rounded-md border border-line px-2.5 py-1 has-checked:border-coral has-checked:bg-coral-soft"
          >
            <input
              type="radio"
              name={key}
              checked={value === side}
              onChange={() => onChange(side)}
              className="accent-coral"
            />
            <bdi className="min-w-0 break-words">{text}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
