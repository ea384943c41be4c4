import type * as en from "../en/happenings.ts";
import type { German } from "../languages.ts";

export const happenings: German<typeof en.happenings> = {};
