import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { cx } from "./cx.ts";
import { Kbd } from "./Kbd.tsx";
import { Spinner } from "./Spinner.tsx";

const looks = {
  primary: "bg-coral text-on-coral font-medium hover:bg-coral-strong",
  quiet: "border border-line bg-surface text-ink hover:bg-hover",
  plain: "text-soft hover:bg-hover hover:text-ink",
  danger: "border border-line bg-surface text-late hover:bg-late-soft",
};
const sizes = { sm: "h-7 px-2 gap-1.5", md: "h-8 px-3 gap-2", lg: "h-10 px-4 gap-2 text-base" };

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  icon?: ReactNode;
  /** The key that does the same. */
  keys?: string;
  /** While it works it says so and cannot be pressed twice. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  look = "quiet",
  size = "md",
  icon,
  keys,
  busy,
  children,
  className,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-md whitespace-nowrap transition-colors duration-75 select-none disabled:opacity-55",
        looks[look],
        sizes[size],
        className,
      )}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
      {keys && <Kbd keys={keys} tone={look === "primary" ? "onCoral" : "paper"} />}
    </button>
  );
}
