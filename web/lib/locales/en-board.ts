import { board } from "./en/board.ts";
import { leadBoard } from "./en/lead-board.ts";

/** The sentences of the board, loaded with it. */
export const words = { board, leadBoard };
