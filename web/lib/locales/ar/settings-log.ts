import type * as en from "../en/settings-log.ts";
import type { Arabic } from "../languages.ts";

export const failedWork: Arabic<typeof en.failedWork> = {};

export const eventLog: Arabic<typeof en.eventLog> = {};
