import type * as en from "../en/people.ts";
import type { German } from "../languages.ts";

export const people: German<typeof en.people> = {};
