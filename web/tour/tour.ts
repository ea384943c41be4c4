import { z } from "zod";
import { remembered } from "../lib/remembered.ts";
import { createStore } from "../lib/store.ts";

/** The step that is shown; null while the tour does not run. */
export const tourStep = createStore<number | null>(null);

/** Who ended it in this browser: its other tabs put the offer away at once. */
export const tourEndedBy = remembered("tour-ended", z.string(), "");

/** Shows the tour from its beginning, whether it was seen or not. */
export function startTour(): void {
  tourStep.set(0);
}
