import { help } from "./ar/help.ts";
import type { words as english } from "./en-help.ts";
import type { Arabic } from "./languages.ts";

/** The sentences of the help page, loaded with it. */
export const words: Arabic<typeof english> = { help };
