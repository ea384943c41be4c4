import type { Figure } from "../../shared/insights.ts";
import { i18n } from "../lib/i18n.ts";

/** A figure's value in its unit: "2 h 15 min", "94 %", "4.6", "12"; a dash when nothing was counted. */
export function figureText(value: number | null, unit: Figure["unit"]): string {
  if (value === null) return "–";
  switch (unit) {
    case "seconds":
      return span(value);
    case "share":
      return new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 0 }).format(
        value,
      );
    case "rating":
      return new Intl.NumberFormat(i18n.language, {
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
      }).format(value);
    case "conversations":
      return new Intl.NumberFormat(i18n.language).format(value);
  }
}

/** A span in its two largest units. */
function span(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return i18n.t("board.underMinute");
  if (minutes < 60) return i18n.t("board.minutes", { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48)
    return join(
      i18n.t("board.hours", { count: hours }),
      minutes % 60 > 0 ? i18n.t("board.minutes", { count: minutes % 60 }) : "",
    );
  return join(
    i18n.t("board.daysShort", { count: Math.floor(hours / 24) }),
    hours % 24 > 0 ? i18n.t("board.hours", { count: hours % 24 }) : "",
  );
}

function join(large: string, small: string): string {
  return small ? `${large} ${small}` : large;
}
