import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
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
import { type Marking, pressMark } from "./marking.ts";
import { usePointed } from "./use-pointed.ts";

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

interface Props<T> {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  Row: ComponentType<RowProps<T>>;
  rowHeight: number;
  /** The row that is open beside the list. */
  selectedKey?: string | undefined;
  onOpen: (item: T, newTab: boolean) => void;
  /** The row under the cursor or pointer, so that what it opens can be fetched before; sure when it is about to be opened. */
  onActive?: (item: T, sure?: boolean) => void;
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
    headerHeight = 0,
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

  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= items.length - 15) onEnd?.();
  }, [hasMore, last, items.length, onEnd]);

  useMemory(memory, scroller, activeKey);
  const keysInOrder = () => items.map(keyOf);
  function onKeyDown(event: KeyboardEvent) {
    if (marking && pressMark(event, marking, keysInOrder, active, go)) return;
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

  const now = { onOpen, keyOf, marking, keysInOrder, active };
  const newest = useRef(now);
  newest.current = now;
  const open = useCallback((item: T, newTab: boolean) => {
    if (!newTab) setActiveKey(newest.current.keyOf(item));
    newest.current.onOpen(item, newTab);
  }, []);

  const mark = useCallback((item: T, how: "toggle" | "range") => {
    const { keyOf, marking, keysInOrder, active } = newest.current;
    const key = keyOf(item);
    setActiveKey(key);
    if (how === "toggle") return marking?.onToggle(key);
    const order = keysInOrder();
    marking?.onRange(order, order[active] ?? key, key);
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
      {...usePointed(items, onActive)}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain contain-strict"
    >
      {props.header}
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
      {props.footer}
    </div>
  );
}

function useMemory(
  memory: string,
  scroller: RefObject<HTMLDivElement | null>,
  activeKey: string | null,
): void {
  // Asked while it scrolls: an element that has left the page stands at 0.
  useEffect(() => {
    const element = scroller.current;
    const keep = () =>
      memories.set(memory, {
        offset: element?.scrollTop ?? 0,
        activeKey: memories.get(memory)?.activeKey ?? null,
      });
    element?.addEventListener("scroll", keep, { passive: true });
    return () => element?.removeEventListener("scroll", keep);
  }, [memory, scroller]);
  useEffect(() => {
    memories.set(memory, { offset: memories.get(memory)?.offset ?? 0, activeKey });
  }, [memory, activeKey]);
}

/** Rows are equally high, so plain arithmetic does, and a key press costs no extra frame. */
function bringIntoView(scroller: HTMLElement | null, top: number, height: number): void {
  if (!scroller) return;
  const { scrollTop, clientHeight } = scroller;
  if (top < scrollTop) scroller.scrollTop = top;
  else if (top + height > scrollTop + clientHeight) scroller.scrollTop = top + height - clientHeight;
}
