import { customerMerging } from "./de/customer-merging.ts";
import { merging } from "./de/merging.ts";
import type { words as english } from "./en-merging.ts";
import type { German } from "./languages.ts";

/** The sentences about conversations and customers that are one, loaded when they are first looked at. */
export const words: German<typeof english> = { customerMerging, merging };
