import type * as en from "../en/board.ts";
import type { German } from "../languages.ts";

export const board: German<typeof en.board> = {};
