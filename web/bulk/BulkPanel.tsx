import { ChevronUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Bulk } from "../../shared/bulk.ts";
import { Button } from "../ui/Button.tsx";
import { cx } from "../ui/cx.ts";
import { BulkCard } from "./BulkCard.tsx";

const most = 5;

/** What is being done to many, in the corner of every screen; what ended before the newest waits folded, not in the way. */
export function BulkPanel({ bulks }: { bulks: readonly Bulk[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const listed = bulks.slice(0, most);
  const earlier = listed.filter(
    ({ state }, index) => index > 0 && state !== "running" && state !== "undoing",
  );

  return (
    <aside
      aria-label={t("bulk.panel")}
      className="fixed end-3 bottom-3 z-30 flex max-h-[calc(100dvh-6rem)] w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-2 max-md:bottom-20 [body:has([data-bulk-bar])_&]:bottom-24 max-md:[body:has([data-bulk-bar])_&]:bottom-40"
    >
      {earlier.length > 0 && (
        <Button
          size="sm"
          className="self-end shadow-float"
          aria-expanded={open}
          icon={<ChevronUp className={cx("size-4", open && "rotate-180")} />}
          onClick={() => setOpen(!open)}
        >
          {t("bulk.earlier", { count: earlier.length })}
        </Button>
      )}
      <div className={cx("flex min-h-0 flex-col gap-2", open && "-m-2 overflow-y-auto p-2")}>
        {listed.map((bulk) => (
          // Hidden, not gone: what it says of failures may be open over the screen.
          <div key={bulk.id} hidden={!open && earlier.includes(bulk)}>
            <BulkCard listed={bulk} />
          </div>
        ))}
      </div>
    </aside>
  );
}
