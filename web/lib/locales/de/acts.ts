import type * as en from "../en/acts.ts";
import type { German } from "../languages.ts";

export const baton: German<typeof en.baton> = {};

export const brief: German<typeof en.brief> = {};

export const acts: German<typeof en.acts> = {};
