import { type RefObject, useLayoutEffect, useRef } from "react";

const places = new Map<string, number>();
/** By these one scrolls by oneself, or begins to do something else. */
const ownSteps = ["wheel", "pointerdown", "keydown", "touchstart"] as const;

/** A page that scrolls by itself stands again where it stood when one left it, as soon as what it shows is there. */
export function useScrollMemory<T extends HTMLElement>(name: string, ready = true): RefObject<T | null> {
  const scroller = useRef<T>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    return element && ready ? remember(element, name) : undefined;
  }, [name, ready]);
  return scroller;
}

function remember(element: HTMLElement, name: string): () => void {
  const wanted = places.get(name) ?? 0;
  let back = false;
  // What is shown may come later and grow bit by bit: it is gone to until it is reached, or until one does something.
  const go = () => {
    if (back) return;
    element.scrollTop = wanted;
    if (Math.abs(element.scrollTop - wanted) <= 1) arrive();
  };
  const growth = new ResizeObserver(go);
  const arrive = () => {
    back = true;
    growth.disconnect();
  };
  const keep = () => {
    if (back) places.set(name, element.scrollTop);
  };
  element.addEventListener("scroll", keep, { passive: true });
  for (const step of ownSteps) element.addEventListener(step, arrive, { passive: true });
  for (const child of element.children) growth.observe(child);
  go();
  return () => {
    growth.disconnect();
    element.removeEventListener("scroll", keep);
    for (const step of ownSteps) element.removeEventListener(step, arrive);
  };
}
