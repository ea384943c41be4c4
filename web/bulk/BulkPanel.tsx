import { useTranslation } from "react-i18next";
import type { Bulk } from "../../shared/bulk.ts";
import { BulkCard } from "./BulkCard.tsx";

const most = 3;

/** What is being done to many, in the corner of every screen. */
export function BulkPanel({ bulks }: { bulks: readonly Bulk[] }) {
  const { t } = useTranslation();
  return (
    <aside
      aria-label={t("bulk.panel")}
      className="fixed end-3 bottom-3 z-30 flex w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-2 max-md:bottom-20 [body:has([data-bulk-bar])_&]:bottom-24 max-md:[body:has([data-bulk-bar])_&]:bottom-40"
    >
      {bulks.slice(0, most).map((bulk) => (
        <BulkCard key={bulk.id} listed={bulk} />
      ))}
    </aside>
  );
}
