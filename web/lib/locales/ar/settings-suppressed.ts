import type * as en from "../en/settings-suppressed.ts";
import type { Arabic } from "../languages.ts";

export const suppressed: Arabic<typeof en.suppressed> = {};
