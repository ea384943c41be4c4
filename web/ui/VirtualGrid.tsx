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
  /** Marks the row under the cursor, or lets it go. */
  mark(): void;
}

/** Rows that are marked for something done to many: by x or space, Shift with arrows or a click, Ctrl+A. */
export interface Marking<T> {
  isMarked: (key: string) => boolean;
  /** Boxes stand beside all rows. */
  boxes: boolean;
  label: (item: T) => string;
  onToggle: (key: string) => void;
  /** From the row under the cursor to another, unless a range began elsewhere. */
  onRange: (order: readonly string[], from: string, to: string) => void;
  onAll: () => void;
  onNone: () => void;
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
  marking?: Marking<T> | undefined;
  /** Stands above the rows and stays there: a row of column headers. */
  header?: ReactNode;
  headerHeight?: number;
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
    marking,
    header,
    headerHeight = 0,
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
    bringIntoView(scroller.current, index * rowHeight, rowHeight + headerHeight);
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
    mark: () => items[active] && marking?.onToggle(keyOf(items[active])),
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

  const keysInOrder = () => items.map(keyOf);

  function onMarkKey(event: KeyboardEvent): boolean {
    const item = items[active];
    if (!marking || !item) return false;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") marking.onAll();
    else if (event.key === "Escape" && marking.boxes) marking.onNone();
    else if (event.key === " ") marking.onToggle(keyOf(item));
    else if (event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const next = nextIndex(event.key, active, items.length, 1) ?? active;
      const target = items[next];
      if (target) marking.onRange(keysInOrder(), keyOf(item), keyOf(target));
      go(next);
    } else return false;
    event.preventDefault();
    return true;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (onMarkKey(event)) return;
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

  const newest = useRef({ onOpen, keyOf, marking, keysInOrder, active, items });
  newest.current = { onOpen, keyOf, marking, keysInOrder, active, items };
  const open = useCallback((item: T, newTab: boolean) => {
    if (!newTab) setActiveKey(newest.current.keyOf(item));
    newest.current.onOpen(item, newTab);
  }, []);

  const mark = useCallback((item: T, how: "toggle" | "range") => {
    const { keyOf, marking, keysInOrder, active, items } = newest.current;
    const [key, under] = [keyOf(item), items[active]];
    setActiveKey(key);
    if (how === "toggle") marking?.onToggle(key);
    else marking?.onRange(keysInOrder(), under ? keyOf(under) : key, key);
  }, []);
  const markLabel = useCallback((item: T) => newest.current.marking?.label(item) ?? "", []);

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={hasMore ? -1 : items.length}
      aria-multiselectable={marking ? true : undefined}
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain contain-strict"
    >
      {header}
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
              marked={marking?.isMarked(keyOf(item))}
              boxes={marking?.boxes}
              markLabel={marking && (markLabel as (item: unknown) => string)}
              onMark={marking && (mark as (item: unknown, how: "toggle" | "range") => void)}
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
