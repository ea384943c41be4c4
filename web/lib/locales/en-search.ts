import { search } from "./en/search.ts";

/** The sentences of the search, loaded with it. */
export const words = { search };
