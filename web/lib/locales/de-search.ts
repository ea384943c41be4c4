import { search } from "./de/search.ts";
import type { words as english } from "./en-search.ts";
import type { German } from "./languages.ts";

/** The sentences of the search, loaded with it. */
export const words: German<typeof english> = { search };
