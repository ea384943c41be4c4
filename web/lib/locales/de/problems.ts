import type * as en from "../en/problems.ts";
import type { German } from "../languages.ts";

export const problemTexts: German<typeof en.problemTexts> = {};
