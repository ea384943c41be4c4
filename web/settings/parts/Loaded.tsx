import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";

interface Props<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  /** How many rows are likely to come. */
  rows?: number;
  children: (data: T) => ReactNode;
}

/** What was asked for; its shape while it is on its way, and the reason when it cannot be had. */
export function Loaded<T>({ query, rows = 3, children }: Props<T>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;

  return (
    <div role="status" aria-label={t("ui.loading")} className="rounded-xl border border-line bg-surface">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex flex-col gap-2 border-b border-line/60 p-4 last:border-0">
          <Skeleton className="h-3 w-2/5" />
          <Skeleton className="h-3 w-3/4" />
        </div>
      ))}
    </div>
  );
}
