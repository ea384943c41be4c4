import type { Color } from "../../shared/color.ts";
import { cx } from "./cx.ts";

export const shades: Record<Color, string> = {
  red: "bg-red-500",
  orange: "bg-orange-500",
  yellow: "bg-yellow-500",
  green: "bg-green-600",
  teal: "bg-teal-500",
  blue: "bg-blue-500",
  violet: "bg-violet-500",
  pink: "bg-pink-500",
};

/** A colour beside a word; the word says the same, so that the dot is for the eyes alone. */
export function ColorDot({ color, className }: { color: Color | null | undefined; className?: string }) {
  if (!color) return null;
  return <span aria-hidden="true" className={cx("size-2 shrink-0 rounded-full", shades[color], className)} />;
}
