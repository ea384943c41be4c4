import type { FilledField } from "../../shared/fields.ts";
import { i18n } from "../lib/i18n.ts";

/** A value as people read it. */
export function readable({ type, value }: Pick<FilledField, "type" | "value">): string {
  if (value === null) return "";
  if (type === "number") return new Intl.NumberFormat(i18n.language).format(Number(value));
  if (type === "date")
    return new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeZone: "UTC" }).format(
      new Date(`${String(value)}T00:00:00Z`),
    );
  return String(value);
}
