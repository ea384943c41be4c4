import { useLayoutEffect, useRef } from "react";
import type { Key } from "./i18n.ts";
import { createStore } from "./store.ts";

export const actionGroups = ["conversation", "list", "go", "general"] as const;

/** Something a person can do: the same entry feeds the shortcut, the palette and the sheet of keys. */
export interface Action {
  id: string;
  title: Key;
  group: (typeof actionGroups)[number];
  /** "e", "g i", "mod+k"; a space separates keys pressed one after the other. */
  keys?: string;
  /** Left out of the palette: only sensible as a key. */
  onlyKey?: boolean;
  run: () => void;
}

const layers = createStore<readonly (readonly Action[])[]>([]);

/** Reached with one key, with several, or by name only: what is done most has the shortest way. */
const reach = ({ keys }: Action) => (keys ? keys.split(/[ +]/).length : 9);

/** Everything that can be done right now, the shortest way first; what was registered last stands for its id. */
export const actions = {
  subscribe: layers.subscribe,
  list(): Action[] {
    const byId = new Map(
      layers.get().flatMap((layer) => layer.map((action) => [action.id, action] as const)),
    );
    return [...byId.values()].toSorted((a, b) => reach(a) - reach(b));
  },
};

/** Adds actions until the returned function is called. */
export function register(added: readonly Action[]): () => void {
  layers.set((before) => [...before, added]);
  return () => layers.set((before) => before.filter((layer) => layer !== added));
}

/**
 * Offers actions for as long as the component stands. Their `run` is always the newest one;
 * only a change of ids registers anew. Whatever is on the screen is heard: a key may come before the first paint.
 */
export function useActions(offered: readonly Action[]): void {
  const newest = useRef(offered);
  useLayoutEffect(() => {
    newest.current = offered;
  });

  const ids = offered.map(({ id }) => id).join(" ");
  useLayoutEffect(() => {
    const find = (id: string) => newest.current.find((action) => action.id === id);
    return register(newest.current.map((action) => ({ ...action, run: () => find(action.id)?.run() })));
  }, [ids]);
}
