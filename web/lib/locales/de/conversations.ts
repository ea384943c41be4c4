import type * as en from "../en/conversations.ts";
import type { German } from "../languages.ts";

export const states: German<typeof en.states> = {};

export const conversations: German<typeof en.conversations> = {};
