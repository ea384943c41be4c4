import type * as en from "../en/settings-mail.ts";
import type { German } from "../languages.ts";

export const inboxSettings: German<typeof en.inboxSettings> = {};

export const mailLog: German<typeof en.mailLog> = {};
