import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { cx } from "./cx.ts";
import { Tooltip } from "./Tooltip.tsx";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Read aloud, and shown on hover. */
  label: string;
  keys?: string;
  children: ReactNode;
  pressed?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, keys, children, pressed, className, ...rest }: Props) {
  return (
    <Tooltip label={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={cx(
          "inline-flex size-7 shrink-0 items-center justify-center rounded-md text-soft transition-colors duration-75 hover:bg-hover hover:text-ink disabled:opacity-40 aria-pressed:bg-hover aria-pressed:text-ink [&_svg]:size-4",
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
