import type * as en from "../en/conversations.ts";
import type { Arabic } from "../languages.ts";

export const states: Arabic<typeof en.states> = {};

export const conversations: Arabic<typeof en.conversations> = {};
