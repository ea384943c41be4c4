import type { View } from "../../../shared/views.ts";
import { cx } from "../../ui/cx.ts";

const tones: Partial<Record<View, string>> = {
  due_soon: "text-soon",
  overdue: "text-late",
  offered: "text-coral-ink",
};

/** How many a view holds; a count stops at a thousand, and nothing is not worth a number. */
export function ViewCount({ view, count }: { view?: View; count: number }) {
  if (count === 0) return null;
  return (
    <span className={cx("figures text-xs font-normal", (view && tones[view]) ?? "text-faint")}>
      {count >= 1000 ? "999+" : count}
    </span>
  );
}
