import type * as en from "../en/shell.ts";
import type { Arabic } from "../languages.ts";

export const ui: Arabic<typeof en.ui> = {};

export const time: Arabic<typeof en.time> = {};

export const live: Arabic<typeof en.live> = {};

export const troubles: Arabic<typeof en.troubles> = {};

export const shell: Arabic<typeof en.shell> = {};

export const settingsMenu: Arabic<typeof en.settingsMenu> = {};
