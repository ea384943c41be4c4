import type * as en from "../en/happenings.ts";
import type { Arabic } from "../languages.ts";

export const happenings: Arabic<typeof en.happenings> = {};
