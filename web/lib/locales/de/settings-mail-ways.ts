import type * as en from "../en/settings-mail-ways.ts";
import type { German } from "../languages.ts";

export const mailGrant: German<typeof en.mailGrant> = {};

export const mailHooks: German<typeof en.mailHooks> = {};
