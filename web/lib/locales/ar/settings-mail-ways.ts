import type * as en from "../en/settings-mail-ways.ts";
import type { Arabic } from "../languages.ts";

export const mailGrant: Arabic<typeof en.mailGrant> = {};

export const mailHooks: Arabic<typeof en.mailHooks> = {};
