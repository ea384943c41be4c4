import type * as en from "../en/settings.ts";
import type { Arabic } from "../languages.ts";

export const settings: Arabic<typeof en.settings> = {};
