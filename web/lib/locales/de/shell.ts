import type * as en from "../en/shell.ts";
import type { German } from "../languages.ts";

export const ui: German<typeof en.ui> = {};

export const time: German<typeof en.time> = {};

export const live: German<typeof en.live> = {};

export const troubles: German<typeof en.troubles> = {};

export const shell: German<typeof en.shell> = {};

export const settingsMenu: German<typeof en.settingsMenu> = {};
