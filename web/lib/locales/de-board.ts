import { board } from "./de/board.ts";
import { leadBoard } from "./de/lead-board.ts";
import type { words as english } from "./en-board.ts";
import type { German } from "./languages.ts";

/** The sentences of the board, loaded with it. */
export const words: German<typeof english> = { board, leadBoard };
