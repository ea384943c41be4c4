import type { Permission } from "../../shared/permissions.ts";
import type { Key } from "../lib/i18n.ts";
import type { screenFiles } from "./screen-files.ts";

/** One screen under /settings: its place in the address and the menu, and who may open it. */
export interface SettingsScreen {
  path: keyof typeof screenFiles;
  title: Key;
  group: "workspace" | "mail" | "mine";
  /** What opens it; left out where everybody may look. */
  permission?: Permission;
}

/** The screens under /settings, in the order of the menu. */
export const settingsScreens: readonly SettingsScreen[] = [
  {
    path: "inboxes",
    title: "settingsMenu.screens.inboxes",
    group: "mail",
  },
  {
    path: "people",
    title: "settingsMenu.screens.people",
    group: "workspace",
  },
  {
    path: "roles",
    title: "settingsMenu.screens.roles",
    group: "workspace",
  },
  {
    path: "teams",
    title: "settingsMenu.screens.teams",
    group: "workspace",
  },
  {
    path: "workspace",
    title: "settingsMenu.screens.workspace",
    group: "workspace",
  },
  {
    path: "fields",
    title: "settingsMenu.screens.fields",
    group: "workspace",
  },
  {
    path: "topics",
    title: "settingsMenu.screens.topics",
    group: "workspace",
  },
  {
    path: "statuses",
    title: "settingsMenu.screens.statuses",
    group: "workspace",
  },
  {
    path: "tags",
    title: "settingsMenu.screens.tags",
    group: "workspace",
  },
  {
    path: "macros",
    title: "settingsMenu.screens.macros",
    group: "workspace",
  },
  {
    path: "templates",
    title: "settingsMenu.screens.templates",
    group: "workspace",
  },
  {
    path: "checklists",
    title: "settingsMenu.screens.checklists",
    group: "workspace",
  },
  {
    path: "keys",
    title: "settingsMenu.screens.keys",
    group: "workspace",
    permission: "people.keys",
  },
  {
    path: "mail-in",
    title: "settingsMenu.screens.mailIn",
    group: "mail",
    permission: "mail.log",
  },
  {
    path: "mail-out",
    title: "settingsMenu.screens.mailOut",
    group: "mail",
    permission: "mail.log",
  },
  {
    path: "deliverability",
    title: "settingsMenu.screens.deliverability",
    group: "mail",
    permission: "mail.domains",
  },
  {
    path: "suppressed",
    title: "settingsMenu.screens.suppressed",
    group: "mail",
    permission: "customers.suppress",
  },
  {
    path: "failed-work",
    title: "settingsMenu.screens.failedWork",
    group: "workspace",
    permission: "workspace.repair",
  },
  {
    path: "event-log",
    title: "settingsMenu.screens.eventLog",
    group: "workspace",
    permission: "workspace.log",
  },
  {
    path: "notifications",
    title: "settingsMenu.screens.notifications",
    group: "mine",
  },
  {
    path: "account",
    title: "settingsMenu.screens.account",
    group: "mine",
  },
];
