import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { cx } from "./cx.ts";
import { useHint } from "./hint.ts";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Read aloud, and shown on hover. */
  label: string;
  keys?: string | undefined;
  children: ReactNode;
  pressed?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, keys, children, pressed, className, ...rest }: Props) {
  const hint = useHint({ label, keys });
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      className={cx(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-md text-soft transition-colors duration-75 hover:bg-hover hover:text-ink disabled:opacity-40 aria-pressed:bg-hover aria-pressed:text-ink [&_svg]:size-4",
        className,
      )}
      {...rest}
      onPointerEnter={both(rest.onPointerEnter, hint.onPointerEnter)}
      onPointerLeave={both(rest.onPointerLeave, hint.onPointerLeave)}
      onPointerDown={both(rest.onPointerDown, hint.onPointerDown)}
      onFocus={both(rest.onFocus, hint.onFocus)}
      onBlur={both(rest.onBlur, hint.onBlur)}
    >
      {children}
    </button>
  );
}

/** A menu or popover that this button opens listens to the same events. */
function both<E>(theirs: ((event: E) => void) | undefined, ours: (event: E) => void): (event: E) => void {
  return (event) => {
    theirs?.(event);
    ours(event);
  };
}
