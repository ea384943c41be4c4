import type * as en from "../en/board.ts";
import type { Arabic } from "../languages.ts";

export const board: Arabic<typeof en.board> = {};
