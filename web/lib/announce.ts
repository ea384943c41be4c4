import { createStore } from "./store.ts";

/** What a screen reader is told next; the count makes the same words twice two announcements. */
export const announcement = createStore({ text: "", count: 0 });

/** Says something politely to those who listen to the page. */
export function announce(text: string): void {
  announcement.set(({ count }) => ({ text, count: count + 1 }));
}
