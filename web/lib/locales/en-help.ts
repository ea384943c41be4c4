import { help } from "./en/help.ts";

/** The sentences of the help page, loaded with it. */
export const words = { help };
