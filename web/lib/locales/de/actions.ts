import type * as en from "../en/actions.ts";
import type { German } from "../languages.ts";

export const actions: German<typeof en.actions> = {};

export const palette: German<typeof en.palette> = {};
