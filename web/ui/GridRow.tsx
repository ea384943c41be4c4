import { Check } from "lucide-react";
import { type ComponentType, type MouseEvent, memo } from "react";
import { cx } from "./cx.ts";

interface Props {
  item: unknown;
  index: number;
  start: number;
  height: number;
  active: boolean;
  selected: boolean;
  /** Undefined where rows cannot be marked. */
  marked?: boolean | undefined;
  /** Boxes stand beside all rows, not only under the pointer. */
  boxes?: boolean | undefined;
  markLabel?: ((item: unknown) => string) | undefined;
  onMark?: ((item: unknown, how: "toggle" | "range") => void) | undefined;
  Row: ComponentType<{ item: unknown; selected: boolean }>;
  onOpen: (item: unknown, newTab: boolean) => void;
}

/** One row of a VirtualGrid: drawn again only when it changes, so that a key press costs two rows. */
export const GridRow = memo(function GridRow({
  item,
  index,
  start,
  height,
  active,
  selected,
  marked,
  boxes,
  markLabel,
  onMark,
  Row,
  onOpen,
}: Props) {
  const onClick = (event: MouseEvent) => {
    if (event.shiftKey && onMark) onMark(item, "range");
    else onOpen(item, event.metaKey || event.ctrlKey);
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={marked ?? selected}
      aria-current={marked !== undefined && selected ? true : undefined}
      tabIndex={active ? 0 : -1}
      onClick={onClick}
      style={{ transform: `translateY(${start}px)`, height }}
      className={cx(
        "group absolute inset-x-0 top-0 border-b border-line/60 -outline-offset-2 select-none",
        marked ? "bg-coral-soft" : selected ? "bg-chosen" : "hover:bg-hover/60",
      )}
    >
      {marked !== undefined && (
        <div role="gridcell" className="absolute start-0 top-0 z-10 h-full">
          <button
            type="button"
            role="checkbox"
            aria-checked={marked}
            aria-label={markLabel?.(item)}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              onMark?.(item, event.shiftKey ? "range" : "toggle");
            }}
            className={cx(
              "flex h-full w-7 items-center justify-center",
              !marked && !boxes && "opacity-0 group-hover:opacity-100 pointer-coarse:group-hover:opacity-0",
            )}
          >
            <span
              className={cx(
                "flex size-4 items-center justify-center rounded border text-on-coral",
                marked ? "border-coral bg-coral" : "border-field bg-surface",
              )}
            >
              {marked && <Check className="size-3" strokeWidth={3} aria-hidden="true" />}
            </span>
          </button>
        </div>
      )}
      <div role="gridcell" className="h-full">
        <Row item={item} selected={selected} />
      </div>
    </div>
  );
});
