import { cx } from "./cx.ts";

const sizes = {
  xs: "size-5 text-[9px]",
  sm: "size-6 text-[10px]",
  md: "size-8 text-xs",
  lg: "size-12 text-base",
};

/** A face made of initials, in a colour that stays with the name. Its name must stand beside it or in `label`. */
export function Avatar({
  name,
  size = "sm",
  label,
  dim,
}: {
  name: string;
  size?: keyof typeof sizes;
  label?: string;
  dim?: boolean;
}) {
  const hue = hueOf(name);
  return (
    <span
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      style={{
        backgroundColor: `light-dark(oklch(0.9 0.045 ${hue}), oklch(0.38 0.06 ${hue}))`,
        color: `light-dark(oklch(0.36 0.09 ${hue}), oklch(0.92 0.04 ${hue}))`,
      }}
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none",
        sizes[size],
        dim && "grayscale-60",
      )}
    >
      {initials(name)}
    </span>
  );
}

/** At most two letters: of the first and the last word. */
export function initials(name: string): string {
  const words = name
    .replace(/@.*$/, "")
    .split(/[\s._-]+/)
    .filter(Boolean);
  const first = words[0] ?? "?";
  const last = words.length > 1 ? words[words.length - 1] : "";
  return ([...first][0] ?? "?").toLocaleUpperCase() + ([...(last ?? "")][0] ?? "").toLocaleUpperCase();
}

function hueOf(name: string): number {
  let hash = 7;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 3600;
  return hash / 10;
}
