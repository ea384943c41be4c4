import type * as en from "../en/settings-log.ts";
import type { German } from "../languages.ts";

export const failedWork: German<typeof en.failedWork> = {};

export const eventLog: German<typeof en.eventLog> = {};
