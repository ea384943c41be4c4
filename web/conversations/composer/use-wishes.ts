import { useLayoutEffect, useRef } from "react";
import { flushSync } from "react-dom";
import { signal } from "../../lib/live-state.ts";
import type { Store } from "../../lib/store.ts";
import type { Draft } from "./draft.ts";
import type { RichTextHandle } from "./editor/parts.ts";
import { composerWish } from "./focus.ts";

/** Comes forward when a key or a button elsewhere asks for it. */
export function useWishes(
  store: Store<Draft>,
  onWish: () => void,
  box: React.RefObject<RichTextHandle | null>,
): void {
  const newest = useRef(onWish);
  useLayoutEffect(() => {
    newest.current = onWish;
  });
  // As early as the key is heard that wishes.
  useLayoutEffect(() => {
    let { count } = composerWish.get();
    return composerWish.subscribe(() => {
      const wish = composerWish.get();
      if (wish.count === count) return;
      count = wish.count;
      // At once, so that what is typed right after the key lands in the field.
      flushSync(() => {
        store.set((before) => (before.tab === wish.tab ? before : { ...before, tab: wish.tab }));
        newest.current();
      });
      box.current?.focus();
    });
  }, [store, box]);
}

const typingEvery = 3_000;

/** Tells colleagues now and then that one is writing. */
export function useTyping(conversationId: string): () => void {
  const saidAt = useRef(0);
  return () => {
    if (Date.now() - saidAt.current < typingEvery) return;
    saidAt.current = Date.now();
    signal({ signal: "typing", conversationId });
  };
}
