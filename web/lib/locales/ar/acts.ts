import type * as en from "../en/acts.ts";
import type { Arabic } from "../languages.ts";

export const baton: Arabic<typeof en.baton> = {};

export const brief: Arabic<typeof en.brief> = {};

export const acts: Arabic<typeof en.acts> = {};
