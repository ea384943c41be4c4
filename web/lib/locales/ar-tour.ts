import { tour } from "./ar/tour.ts";
import type { words as english } from "./en-tour.ts";
import type { Arabic } from "./languages.ts";

/** The sentences of the tour, loaded for whoever takes it. */
export const words: Arabic<typeof english> = { tour };
