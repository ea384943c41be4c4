import type * as en from "../en/settings-suppressed.ts";
import type { German } from "../languages.ts";

export const suppressed: German<typeof en.suppressed> = {};
