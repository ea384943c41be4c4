import { useSyncExternalStore } from "react";

const desk = "(min-width: 64rem)";

function watch(changed: () => void): () => void {
  const query = matchMedia(desk);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** True where the columns of a desk stand side by side. */
export function useWide(): boolean {
  return useSyncExternalStore(watch, () => matchMedia(desk).matches);
}
