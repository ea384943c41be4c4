import { type PointerEvent, useRef } from "react";

/** Hears to which row of a grid the pointer comes, and which one it presses: then it is sure to be opened. */
export function usePointed<T>(items: readonly T[], onPointed?: (item: T, sure: boolean) => void) {
  const last = useRef(-1);
  if (!onPointed) return {};
  const point = ({ target, type }: PointerEvent) => {
    const row = target instanceof Element ? target.closest('[role="row"][aria-rowindex]') : null;
    const index = row ? Number(row.getAttribute("aria-rowindex")) - 1 : -1;
    const item = items[index];
    const sure = type === "pointerdown";
    // Within a row the pointer passes many things.
    if (item && (sure || index !== last.current)) onPointed(item, sure);
    last.current = index;
  };
  return { onPointerOver: point, onPointerDown: point };
}
