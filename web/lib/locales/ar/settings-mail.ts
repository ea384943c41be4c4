import type * as en from "../en/settings-mail.ts";
import type { Arabic } from "../languages.ts";

export const inboxSettings: Arabic<typeof en.inboxSettings> = {};

export const mailLog: Arabic<typeof en.mailLog> = {};
