import { useTranslation } from "react-i18next";
import { fullness } from "../../../shared/capacity.ts";
import { cx } from "../../ui/cx.ts";

interface Props {
  /** Unresolved conversations. */
  held: number;
  /** How many they should hold at most; null is no limit. */
  capacity: number | null;
  /** The most that anybody here holds: without a limit, the bar is measured by it. */
  most: number;
}

const bars = { room: "bg-soft", full: "bg-soon", over: "bg-late" };
const words = { room: "text-faint", full: "text-soon", over: "font-medium text-late" };

/** How full somebody's hands are, as a bar and in words. */
export function Load({ held, capacity, most }: Props) {
  const { t } = useTranslation();
  const full = fullness(held, capacity);
  const share = Math.min(1, held / Math.max(1, capacity ?? most));

  return (
    <span className="mt-1 flex items-center gap-2">
      <span aria-hidden="true" className="block h-1 min-w-10 flex-1 rounded-full bg-hover">
        <span
          className={cx("block h-full rounded-full", bars[full])}
          style={{ inlineSize: `${100 * (full === "over" ? 1 : share)}%` }}
        />
      </span>
      {capacity !== null && (
        <span className={cx("figures shrink-0 text-xs whitespace-nowrap", words[full])}>
          {t("leadBoard.ofMost", { held, most: capacity })}
          {full === "full" && ` · ${t("leadBoard.full")}`}
          {full === "over" && ` · ${t("leadBoard.over", { count: held - capacity })}`}
        </span>
      )}
    </span>
  );
}
