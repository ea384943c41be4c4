import { board } from "./ar/board.ts";
import { leadBoard } from "./ar/lead-board.ts";
import type { words as english } from "./en-board.ts";
import type { Arabic } from "./languages.ts";

/** The sentences of the board, loaded with it. */
export const words: Arabic<typeof english> = { board, leadBoard };
