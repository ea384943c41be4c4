import { useMe } from "../people/people.ts";
import { type SettingsScreen, settingsScreens } from "../settings/screens.ts";

/** The screens of the settings that the one signed in may open, in the order of the menu. */
export function useSettingsScreens(): readonly SettingsScreen[] {
  const { permissions } = useMe();
  return settingsScreens.filter(({ permission }) => !permission || permissions.includes(permission));
}
