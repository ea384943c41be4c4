import { type ComponentType, memo } from "react";
import { cx } from "./cx.ts";

interface Props {
  item: unknown;
  index: number;
  start: number;
  height: number;
  active: boolean;
  selected: boolean;
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
  Row,
  onOpen,
}: Props) {
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected}
      tabIndex={active ? 0 : -1}
      onClick={(event) => onOpen(item, event.metaKey || event.ctrlKey)}
      style={{ transform: `translateY(${start}px)`, height }}
      className={cx(
        "absolute inset-x-0 top-0 border-b border-line/60 -outline-offset-2 select-none",
        selected ? "bg-chosen" : "hover:bg-hover/60",
      )}
    >
      <div role="gridcell" className="h-full">
        <Row item={item} selected={selected} />
      </div>
    </div>
  );
});
