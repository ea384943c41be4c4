import type { SettingsScreen } from "../lib/screens.ts";

/** The screens under /settings, in the order of the menu. */
export const settingsScreens: readonly SettingsScreen[] = [];
