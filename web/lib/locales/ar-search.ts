import { search } from "./ar/search.ts";
import type { words as english } from "./en-search.ts";
import type { Arabic } from "./languages.ts";

/** The sentences of the search, loaded with it. */
export const words: Arabic<typeof english> = { search };
