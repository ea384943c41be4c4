import { tour } from "./de/tour.ts";
import type { words as english } from "./en-tour.ts";
import type { German } from "./languages.ts";

/** The sentences of the tour, loaded for whoever takes it. */
export const words: German<typeof english> = { tour };
