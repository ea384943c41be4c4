import { board } from "./en/board.ts";

/** The sentences of the board, loaded with it. */
export const words = { board };
