import type * as en from "../en/settings-people.ts";
import type { German } from "../languages.ts";

export const peopleSettings: German<typeof en.peopleSettings> = {};

export const teamSettings: German<typeof en.teamSettings> = {};
