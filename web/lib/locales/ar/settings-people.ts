import type * as en from "../en/settings-people.ts";
import type { Arabic } from "../languages.ts";

export const peopleSettings: Arabic<typeof en.peopleSettings> = {};

export const teamSettings: Arabic<typeof en.teamSettings> = {};
