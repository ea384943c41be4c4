import type { KeyboardEvent } from "react";
import { nextIndex } from "../lib/list-keys.ts";

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

/** Plain arrows are left out at once: naming ten thousand rows on each would cost what is felt. */
function mayMark({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return shiftKey || ctrlKey || metaKey || key === " " || key === "Escape";
}

/** Does what a key means for the marks; false when it means nothing for them. */
export function pressMark<T>(
  event: KeyboardEvent,
  marking: Marking<T>,
  inOrder: () => readonly string[],
  active: number,
  go: (index: number) => void,
): boolean {
  if (!mayMark(event)) return false;
  const order = inOrder();
  const key = order[active];
  if (key === undefined) return false;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") marking.onAll();
  else if (event.key === "Escape" && marking.boxes) marking.onNone();
  else if (event.key === " ") marking.onToggle(key);
  else if (event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const next = nextIndex(event.key, active, order.length, 1) ?? active;
    marking.onRange(order, key, order[next] ?? key);
    go(next);
  } else return false;
  event.preventDefault();
  return true;
}
