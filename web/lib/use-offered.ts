import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import type { CSSProperties, RefObject } from "react";

interface Asked {
  /** The box of its own that scrolls the choices. */
  box: RefObject<HTMLElement | null>;
  count: number;
  keyOf: (index: number) => string;
  /** About how high a row is, in pixels. */
  estimate: number;
  /** The row the keys stand on: it is there even when it is out of sight. */
  at?: number;
}

export interface OfferedRow {
  index: number;
  key: string;
  /** What the row's element must carry: where it stands, and how a screen reader counts it. */
  props: {
    ref: (row: Element | null) => void;
    style: CSSProperties;
    "data-index": number;
    "aria-setsize": number;
    "aria-posinset": number;
  };
}

export interface Offered {
  rows: readonly OfferedRow[];
  /** How high all of them are together, in pixels. */
  height: number;
  show: (index: number) => void;
}

/** Of any number of choices in a box only the rows near those in sight, each at its place. */
export function useOffered({ box, count, keyOf, estimate, at = -1 }: Asked): Offered {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => estimate,
    overscan: 8,
    getItemKey: keyOf,
    rangeExtractor: (range) => {
      const near = defaultRangeExtractor(range);
      if (at < 0 || at >= count || near.includes(at)) return near;
      return [...near, at].toSorted((a, b) => a - b);
    },
  });
  return {
    height: virtual.getTotalSize(),
    show: (index) => virtual.scrollToIndex(index),
    rows: virtual.getVirtualItems().map(({ index, key, start }) => ({
      index,
      key: String(key),
      props: {
        ref: virtual.measureElement,
        style: { position: "absolute", insetInline: 0, insetBlockStart: start },
        "data-index": index,
        "aria-setsize": count,
        "aria-posinset": index + 1,
      },
    })),
  };
}
