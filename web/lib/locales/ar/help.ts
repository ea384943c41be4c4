import type * as en from "../en/help.ts";
import type { Arabic } from "../languages.ts";

export const help: Arabic<typeof en.help> = {};
