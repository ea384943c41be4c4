import { help } from "./de/help.ts";
import type { words as english } from "./en-help.ts";
import type { German } from "./languages.ts";

/** The sentences of the help page, loaded with it. */
export const words: German<typeof english> = { help };
