import { cx } from "./cx.ts";

/** Keeps the place of what is on its way; screen readers hear the one `aria-busy` around it. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx("skeleton block rounded-md", className)} />;
}

/** A few lines of text on their way. */
export function SkeletonLines({ count = 3 }: { count?: number }) {
  const widths = ["w-3/4", "w-full", "w-5/6", "w-2/3"];
  return (
    <span className="flex flex-col gap-2" aria-hidden="true">
      {Array.from({ length: count }, (_, line) => (
        <Skeleton key={line} className={cx("h-3", widths[line % widths.length])} />
      ))}
    </span>
  );
}
