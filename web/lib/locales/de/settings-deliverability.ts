import type * as en from "../en/settings-deliverability.ts";
import type { German } from "../languages.ts";

export const deliverability: German<typeof en.deliverability> = {};
