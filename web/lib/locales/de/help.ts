import type * as en from "../en/help.ts";
import type { German } from "../languages.ts";

export const help: German<typeof en.help> = {};
