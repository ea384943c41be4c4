import { useTranslation } from "react-i18next";
import { Skeleton } from "./Skeleton.tsx";

/** Rows on their way, as high as those that will come. */
export function GridSkeleton({ rowHeight, count = 9 }: { rowHeight: number; count?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("ui.loading")} className="overflow-hidden">
      {Array.from({ length: count }, (_, row) => (
        <div
          key={row}
          style={{ height: rowHeight }}
          className="flex flex-col justify-center gap-2 border-b border-line/60 px-4"
        >
          <Skeleton className="h-3 w-2/5" />
          {rowHeight > 48 && <Skeleton className="h-3 w-4/5" />}
        </div>
      ))}
    </div>
  );
}
