import type * as en from "../en/actions.ts";
import type { Arabic } from "../languages.ts";

export const actions: Arabic<typeof en.actions> = {};

export const palette: Arabic<typeof en.palette> = {};
