import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Figure } from "../../shared/insights.ts";
import { cx } from "../ui/cx.ts";
import { figureText } from "./figure.ts";

/** One figure: its value, how sure it is, how many conversations stand behind it; pressed, it shows them. */
export function FigureCard({
  figure,
  opened,
  onOpen,
}: {
  figure: Figure;
  opened: boolean;
  onOpen: () => void;
}) {
  const { t } = useTranslation();
  const { name, value, unit, count, low, high } = figure;
  const late = name === "overdue" && (value ?? 0) > 0;

  return (
    <button
      type="button"
      aria-expanded={opened}
      onClick={onOpen}
      className={cx(
        "flex h-full w-full flex-col rounded-xl border bg-surface px-4 py-3.5 text-start hover:bg-hover",
        opened ? "border-coral" : "border-line",
      )}
    >
      <span className="flex items-center justify-between text-soft">
        {t(`board.figures.${name}.title`)}
        <ChevronDown className={cx("size-4 text-faint", opened && "rotate-180")} aria-hidden="true" />
      </span>
      <span
        className={cx("figures mt-1 text-2xl leading-8 font-semibold tracking-tight", late && "text-late")}
      >
        {figureText(value, unit)}
      </span>
      <span className="mt-1 text-xs text-faint">
        {low !== null && high !== null
          ? t("board.interval", { low: figureText(low, unit), high: figureText(high, unit) })
          : t(`board.figures.${name}.text`)}
        {unit !== "conversations" && ` · ${t("board.from", { count })}`}
      </span>
    </button>
  );
}
