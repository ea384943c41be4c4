import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { nextIndex } from "../lib/list-keys.ts";
import { GridRow } from "./GridRow.tsx";

export interface RowProps<T> {
  item: T;
  selected: boolean;
}

/** What shortcuts elsewhere on the page may do with a grid. */
export interface GridHandle {
  move(by: number): void;
  open(): void;
}

interface Props<T> {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  Row: ComponentType<RowProps<T>>;
  rowHeight: number;
  /** The row that is open beside the list. */
  selectedKey?: string | undefined;
  onOpen: (item: T, newTab: boolean) => void;
  /** The row under the cursor, so that what it opens can be fetched before. */
  onActive?: (item: T) => void;
  hasMore?: boolean;
  onEnd?: () => void;
  /** Scroll and cursor are kept under this name while the page lives. */
  memory: string;
  footer?: ReactNode;
  ref?: Ref<GridHandle>;
}

const memories = new Map<string, { offset: number; activeKey: string | null }>();

/** A list of any length as an ARIA grid: only what is seen is in the page, and one row at a time takes focus. */
export function VirtualGrid<T>(props: Props<T>) {
  const {
    label,
    items,
    keyOf,
    Row,
    rowHeight,
    selectedKey,
    onOpen,
    onActive,
    hasMore,
    onEnd,
    memory,
    footer,
    ref,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const remembered = memories.get(memory);
  const [activeKey, setActiveKey] = useState<string | null>(remembered?.activeKey ?? selectedKey ?? null);
  const indexByKey = useMemo(() => new Map(items.map((item, index) => [keyOf(item), index])), [items, keyOf]);
  const lastIndex = useRef(0);
  const active = Math.min(
    activeKey === null ? 0 : (indexByKey.get(activeKey) ?? lastIndex.current),
    Math.max(0, items.length - 1),
  );
  lastIndex.current = active;

  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    initialOffset: remembered?.offset ?? 0,
    getItemKey: (index) => (items[index] ? keyOf(items[index]) : index),
    // The row with the focus stays in the page however far one scrolls, so that focus is never lost.
    rangeExtractor: (range: Range) => {
      const seen = defaultRangeExtractor(range);
      return seen.includes(active) || items.length === 0 ? seen : [...seen, active].sort((a, b) => a - b);
    },
  });
  const shown = virtual.getVirtualItems();

  const go = (index: number) => {
    const item = items[index];
    if (!item) return;
    focusWanted.current = true;
    setActiveKey(keyOf(item));
    bringIntoView(scroller.current, index * rowHeight, rowHeight);
    onActive?.(item);
  };

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    scroller.current
      ?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')
      ?.focus({ preventScroll: true });
  });

  useImperativeHandle(ref, () => ({
    move: (by) =>
      go(
        activeKey === null && !scroller.current?.contains(document.activeElement)
          ? 0
          : Math.max(0, Math.min(items.length - 1, active + by)),
      ),
    open: () => items[active] && onOpen(items[active], false),
  }));

  const last = shown[shown.length - 1]?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= items.length - 15) onEnd?.();
  }, [hasMore, last, items.length, onEnd]);

  useEffect(() => {
    const element = scroller.current;
    return () => {
      memories.set(memory, { offset: element?.scrollTop ?? 0, activeKey });
    };
  }, [memory, activeKey]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const item = items[active];
    if (event.key === "Enter" && item) onOpen(item, false);
    else {
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
      const next = nextIndex(event.key, active, items.length, page);
      if (next === null) return;
      go(next);
    }
    event.preventDefault();
  }

  const newest = useRef({ onOpen, keyOf });
  newest.current = { onOpen, keyOf };
  const open = useCallback((item: T, newTab: boolean) => {
    if (!newTab) setActiveKey(newest.current.keyOf(item));
    newest.current.onOpen(item, newTab);
  }, []);

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={hasMore ? -1 : items.length}
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain contain-strict"
    >
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start, key }) => {
          const item = items[index];
          if (!item) return null;
          return (
            <GridRow
              key={key}
              item={item}
              index={index}
              start={start}
              height={rowHeight}
              active={index === active}
              selected={keyOf(item) === selectedKey}
              Row={Row as ComponentType<RowProps<unknown>>}
              onOpen={open as (item: unknown, newTab: boolean) => void}
            />
          );
        })}
      </div>
      {footer}
    </div>
  );
}

/** Rows are equally high, so plain arithmetic does, and a key press costs no extra frame. */
function bringIntoView(scroller: HTMLElement | null, top: number, height: number): void {
  if (!scroller) return;
  const { scrollTop, clientHeight } = scroller;
  if (top < scrollTop) scroller.scrollTop = top;
  else if (top + height > scrollTop + clientHeight) scroller.scrollTop = top + height - clientHeight;
}
