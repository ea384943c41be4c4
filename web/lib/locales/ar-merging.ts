import { customerMerging } from "./ar/customer-merging.ts";
import { merging } from "./ar/merging.ts";
import type { words as english } from "./en-merging.ts";
import type { Arabic } from "./languages.ts";

/** The sentences about conversations and customers that are one, loaded when they are first looked at. */
export const words: Arabic<typeof english> = { customerMerging, merging };
