import type * as en from "../en/mail-story.ts";
import type { German } from "../languages.ts";

export const mailStory: German<typeof en.mailStory> = {};
