import type * as en from "../en/settings-deliverability.ts";
import type { Arabic } from "../languages.ts";

export const deliverability: Arabic<typeof en.deliverability> = {};
