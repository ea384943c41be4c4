import { z } from "zod";
import { remembered } from "../lib/remembered.ts";

const most = 8;

/** What was searched lately in this browser, the newest first. */
export const recentSearches = remembered("searches", z.array(z.string()), []);

/** Keeps a search that led somewhere. */
export function keepSearch(q: string): void {
  const text = q.trim();
  if (text === "") return;
  recentSearches.set((before) => [text, ...before.filter((one) => one !== text)].slice(0, most));
}
