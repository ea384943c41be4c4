import { type ReactNode, useRef } from "react";
import { type LongList, useWindowed } from "../lib/use-windowed.ts";
import { cx } from "./cx.ts";

export interface RowListProps<T> extends LongList<T> {
  label?: string | undefined;
  className?: string | undefined;
  /** One row: an `li` with the item's key. */
  children: (item: T) => ReactNode;
}

/** Rows of any number below each other, of which only those near what is in sight are in the page. */
export function RowList<T>({ label, className, children, ...list }: RowListProps<T>) {
  const box = useRef<HTMLUListElement>(null);
  const { shown, before, after } = useWindowed({ box, ...list });
  return (
    <ul
      ref={box}
      aria-label={label}
      tabIndex={-1}
      className={cx("outline-none [overflow-anchor:none]", className)}
      style={{ paddingBlockStart: before, paddingBlockEnd: after }}
    >
      {shown.map(({ item }) => children(item))}
    </ul>
  );
}
