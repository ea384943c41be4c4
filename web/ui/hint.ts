import { type FocusEvent, type PointerEvent, useEffect, useRef } from "react";
import { createStore } from "../lib/store.ts";

export interface Hint {
  anchor: Element;
  label: string;
  keys: string | undefined;
}

/** The one word that is shown right now. */
export const shownHint = createStore<Hint | null>(null);

const after = { hover: 350, leaving: 80 };
let timer: ReturnType<typeof setTimeout> | undefined;

function soon(hint: Hint | null, delay: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => shownHint.set(hint), delay);
}

/** Keeps the word while the pointer is on it (WCAG 1.4.13). */
export const keepHint = (): void => clearTimeout(timer);
export const leaveHint = (): void => soon(null, after.leaving);
export function hideHint(): void {
  clearTimeout(timer);
  shownHint.set(null);
}

/** What an element needs so that its word shows on hover and on focus by keyboard, not by touch. */
export function useHint({ label, keys }: Pick<Hint, "label" | "keys">) {
  const anchored = useRef<Element | null>(null);
  useEffect(
    () => () => {
      if (anchored.current && shownHint.get()?.anchor === anchored.current) hideHint();
    },
    [],
  );
  const aim = (anchor: Element, delay: number) => {
    anchored.current = anchor;
    soon({ anchor, label, keys }, shownHint.get() ? 0 : delay);
  };

  return {
    onPointerEnter: ({ currentTarget, pointerType }: PointerEvent<Element>) =>
      pointerType !== "touch" && aim(currentTarget, after.hover),
    onPointerLeave: leaveHint,
    onPointerDown: hideHint,
    onFocus: ({ currentTarget }: FocusEvent<Element>) =>
      currentTarget.matches(":focus-visible") && aim(currentTarget, 0),
    onBlur: hideHint,
  };
}
