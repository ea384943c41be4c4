import type * as en from "../en/settings.ts";
import type { German } from "../languages.ts";

export const settings: German<typeof en.settings> = {};
