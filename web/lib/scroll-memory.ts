import { type RefObject, useLayoutEffect, useRef } from "react";

const places = new Map<string, number>();

/** A page that scrolls by itself stands again where it stood when one left it, as soon as what it shows is there. */
export function useScrollMemory<T extends HTMLElement>(name: string, ready: boolean): RefObject<T | null> {
  const scroller = useRef<T>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !ready) return;
    element.scrollTop = places.get(name) ?? 0;
    const keep = () => places.set(name, element.scrollTop);
    element.addEventListener("scroll", keep, { passive: true });
    return () => element.removeEventListener("scroll", keep);
  }, [name, ready]);
  return scroller;
}
