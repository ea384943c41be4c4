import { useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** What a list of any length must say of itself. */
export interface LongList<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  /** About how high a row is, in pixels. */
  estimate: number;
  /** The heights of the rows are kept under this name while the page lives, so that one comes back to the same place. */
  memory: string;
  hasMore?: boolean | undefined;
  onEnd?: (() => void) | undefined;
}

interface Props<T, E extends HTMLElement> extends LongList<T> {
  /** What holds the rows, one element each; what scrolls them stands somewhere around it. */
  box: RefObject<E | null>;
}

export interface Windowed<T> {
  shown: readonly { item: T; key: string }[];
  /** Pixels of the rows that are left out before and after those shown. */
  before: number;
  after: number;
}

const heights = new Map<string, VirtualItem[]>();

/**
 * Of a list of any length the rows near those in sight, which may be of unequal height and stand among other things that
 * scroll with them. The end is asked for more when it comes near. Elements with `data-space` are no rows.
 */
export function useWindowed<T, E extends HTMLElement>(props: Props<T, E>): Windowed<T> {
  const { box, items, keyOf, estimate, memory, hasMore, onEnd } = props;
  const { scroller, margin } = usePlace(box);
  const virtual = useVirtualizer({
    count: items.length,
    enabled: scroller !== null,
    getScrollElement: () => scroller,
    // It begins by scrolling there: the page stays where it stands.
    initialOffset: () => scroller?.scrollTop ?? 0,
    estimateSize: () => estimate,
    overscan: 15,
    scrollMargin: margin,
    getItemKey: (index) => (items[index] === undefined ? index : keyOf(items[index])),
    initialMeasurementsCache: heights.get(memory) ?? [],
  });
  useEffect(
    () => () => {
      heights.set(memory, virtual.takeSnapshot());
    },
    [memory, virtual],
  );

  const seen = virtual.getVirtualItems();
  const first = seen[0]?.index ?? 0;
  const last = seen.at(-1)?.index ?? -1;
  useLayoutEffect(() => {
    const rows = [...(box.current?.children ?? [])].filter((row) => !row.hasAttribute("data-space"));
    for (const [place, row] of rows.entries()) {
      row.setAttribute("data-index", String(first + place));
      sayPlace(row, first + place, hasMore ? -1 : items.length);
      virtual.measureElement(row);
    }
  });
  useFocusKept(box);

  useEffect(() => {
    if (hasMore && last >= items.length - 10) onEnd?.();
  }, [hasMore, last, items.length, onEnd]);

  const after = seen.at(-1)?.end ?? margin;
  return {
    shown: seen.flatMap(({ index }) => {
      const item = items[index];
      return item === undefined ? [] : [{ item, key: keyOf(item) }];
    }),
    before: (seen[0]?.start ?? margin) - margin,
    after: Math.max(0, virtual.getTotalSize() - (after - margin)),
  };
}

/** What scrolls the box, and how many pixels stand above it there: anew whenever what is scrolled changes its height. */
function usePlace(box: RefObject<HTMLElement | null>): { scroller: HTMLElement | null; margin: number } {
  const [place, setPlace] = useState<{ scroller: HTMLElement | null; margin: number }>(nowhere);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const scroller = scrollerOf(element);
    const look = () => {
      const from = scroller.getBoundingClientRect().top - scroller.scrollTop;
      const margin = Math.round(element.getBoundingClientRect().top - from);
      setPlace((last) => (last.margin === margin && last.scroller ? last : { scroller, margin }));
    };
    const growth = new ResizeObserver(look);
    for (const child of scroller.children) growth.observe(child);
    look();
    return () => growth.disconnect();
  }, [box]);
  return place;
}

const nowhere = { scroller: null, margin: 0 };

/** A screen reader hears the row's place among all, and how many there are (-1: nobody knows yet). */
function sayPlace(row: Element, index: number, count: number): void {
  if (row.tagName === "TR") return row.setAttribute("aria-rowindex", String(index + 2));
  row.setAttribute("aria-posinset", String(index + 1));
  row.setAttribute("aria-setsize", String(count));
}

function scrollerOf(element: HTMLElement): HTMLElement {
  for (let one = element.parentElement; one; one = one.parentElement)
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  return document.documentElement;
}

/** A row that scrolls away takes the focus with it: then the list has it, and Tab goes on at the rows in sight. */
function useFocusKept(box: RefObject<HTMLElement | null>): void {
  const focused = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !focused.current || focused.current.isConnected) return;
    focused.current = null;
    if (document.activeElement !== document.body) return;
    element.focus({ preventScroll: true });
  });
  useEffect(() => {
    const element = box.current;
    const enter = ({ target }: FocusEvent) => {
      focused.current = target instanceof Element ? target : null;
    };
    element?.addEventListener("focusin", enter);
    return () => element?.removeEventListener("focusin", enter);
  }, [box]);
}
