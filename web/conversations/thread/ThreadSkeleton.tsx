import { useTranslation } from "react-i18next";
import { Skeleton, SkeletonLines } from "../../ui/Skeleton.tsx";

/** Messages on their way. */
export function ThreadSkeleton() {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      aria-label={t("ui.loading")}
      className="mx-auto flex min-h-0 w-full max-w-3xl flex-1 flex-col justify-end gap-4 px-5 py-5"
    >
      {[3, 2, 4].map((lines, index) => (
        <div
          key={lines}
          className={
            index === 1
              ? "ms-12 rounded-xl border border-line p-4"
              : "me-12 rounded-xl border border-line p-4"
          }
        >
          <span className="mb-3 flex items-center gap-2">
            <Skeleton className="size-6 rounded-full" />
            <Skeleton className="h-3 w-32" />
          </span>
          <SkeletonLines count={lines} />
        </div>
      ))}
    </div>
  );
}
