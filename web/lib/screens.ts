import type { ComponentType } from "react";
import type { Role } from "../../shared/agents.ts";
import type { Key } from "./i18n.ts";

/** One screen under /settings: its place in the address and the menu, who may open it, and how it is loaded. */
export interface SettingsScreen {
  path: string;
  title: Key;
  group: "workspace" | "mail" | "mine";
  role: Role;
  load: () => Promise<{ default: ComponentType }>;
}
