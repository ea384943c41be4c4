import { useEffect } from "react";
import { createStore, useStore } from "../../lib/store.ts";

interface ListSearch {
  view: string;
  text: string;
  /** Whether the list is on the screen. */
  open: boolean;
}

const kept = createStore<ListSearch>({ view: "", text: "", open: false });

/** What is searched for in the list of a view: there again when one comes back from elsewhere, gone when another view is chosen. */
export function useListSearch(view: string): [text: string, search: (text: string) => void] {
  const text = useStore(kept, (now) => (now.view === view ? now.text : ""));
  useEffect(() => {
    kept.set((before) => ({ view, text: before.view === view ? before.text : "", open: true }));
    return () => kept.set((before) => ({ ...before, open: false }));
  }, [view]);
  return [text, (next) => kept.set((before) => ({ ...before, view, text: next }))];
}

/** The view whose list was searched when one went elsewhere; null without one, and for whoever is in a list: they want its beginning. */
export function searchedView(): string | null {
  const { view, text, open } = kept.get();
  return text.trim() !== "" && !open ? view : null;
}
