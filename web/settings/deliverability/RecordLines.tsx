import { useTranslation } from "react-i18next";
import type { DnsRecord } from "../../../shared/deliverability.ts";
import { CopyLine } from "../parts/CopyLine.tsx";

/** A DNS record to take along: name and value by themselves, and the whole for those who edit zone files. */
export function RecordLines({ record: { type, name, value, zoneLine } }: { record: DnsRecord }) {
  const { t } = useTranslation();
  const done = t("deliverability.record.copied");

  return (
    <div className="mt-3 flex flex-col gap-3 rounded-lg border border-line bg-paper p-3">
      <p>{t("deliverability.record.paste", { type })}</p>
      <CopyLine label={t("deliverability.record.name")} value={name} done={done} />
      <CopyLine label={t("deliverability.record.value")} value={value} done={done} />
      <details>
        <summary className="w-fit cursor-pointer rounded text-xs text-soft hover:text-ink">
          {t("deliverability.record.zone")}
        </summary>
        <div className="mt-2">
          <CopyLine label={t("deliverability.record.zone")} value={zoneLine} done={done} />
        </div>
      </details>
    </div>
  );
}
