import type * as en from "../en/people.ts";
import type { Arabic } from "../languages.ts";

export const people: Arabic<typeof en.people> = {};
