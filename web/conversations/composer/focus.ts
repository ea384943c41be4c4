import { createStore } from "../../lib/store.ts";

export type ComposerTab = "reply" | "note";

/** Asks the composer on the screen to come forward; the count makes the same wish twice two wishes. */
export const composerWish = createStore<{ tab: ComposerTab; count: number }>({ tab: "reply", count: 0 });

export function focusComposer(tab: ComposerTab): void {
  composerWish.set(({ count }) => ({ tab, count: count + 1 }));
}
