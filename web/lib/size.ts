import { i18n } from "./i18n.ts";

/** A size in bytes as people say it: "840 kB", "2.1 MB". */
export function fileSize(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(i18n.language, {
    style: "unit",
    unit: units[step] ?? "byte",
    // The short form knows no plural: "70 byte".
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}
