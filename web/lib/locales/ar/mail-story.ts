import type * as en from "../en/mail-story.ts";
import type { Arabic } from "../languages.ts";

export const mailStory: Arabic<typeof en.mailStory> = {};
