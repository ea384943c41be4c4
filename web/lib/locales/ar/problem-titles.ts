import type * as en from "../en/problem-titles.ts";
import type { Arabic } from "../languages.ts";

export const problemTitles: Arabic<typeof en.problemTitles> = {};
