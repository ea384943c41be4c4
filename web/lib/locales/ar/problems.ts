import type * as en from "../en/problems.ts";
import type { Arabic } from "../languages.ts";

export const problemTexts: Arabic<typeof en.problemTexts> = {};
