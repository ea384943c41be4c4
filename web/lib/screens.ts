import type { ComponentType } from "react";
import type { Permission } from "../../shared/permissions.ts";
import type { Key } from "./i18n.ts";

/** One screen under /settings: its place in the address and the menu, who may open it, and how it is loaded. */
export interface SettingsScreen {
  path: string;
  title: Key;
  group: "workspace" | "mail" | "mine";
  /** What opens it; left out where everybody may look. */
  permission?: Permission;
  load: () => Promise<{ default: ComponentType }>;
}
