import type { SettingsScreen } from "../lib/screens.ts";

/** The screens under /settings, in the order of the menu. */
export const settingsScreens: readonly SettingsScreen[] = [
  {
    path: "inboxes",
    title: "inboxSettings.menu",
    group: "workspace",
    role: "collaborator",
    load: () => import("./inboxes/InboxesScreen.tsx"),
  },
  {
    path: "people",
    title: "peopleSettings.menu",
    group: "workspace",
    role: "collaborator",
    load: () => import("./people/PeopleScreen.tsx"),
  },
  {
    path: "teams",
    title: "teamSettings.menu",
    group: "workspace",
    role: "collaborator",
    load: () => import("./teams/TeamsScreen.tsx"),
  },
  {
    path: "workspace",
    title: "settings.workspace.menu",
    group: "workspace",
    role: "collaborator",
    load: () => import("./workspace/WorkspaceScreen.tsx"),
  },
  {
    path: "keys",
    title: "settings.keys.menu",
    group: "workspace",
    role: "admin",
    load: () => import("./keys/KeysScreen.tsx"),
  },
  {
    path: "mail-in",
    title: "mailLog.in.menu",
    group: "workspace",
    role: "admin",
    load: () => import("./mail/InboundScreen.tsx"),
  },
  {
    path: "mail-out",
    title: "mailLog.out.menu",
    group: "workspace",
    role: "admin",
    load: () => import("./mail/OutboundScreen.tsx"),
  },
  {
    path: "failed-work",
    title: "failedWork.menu",
    group: "workspace",
    role: "admin",
    load: () => import("./log/FailedWorkScreen.tsx"),
  },
  {
    path: "event-log",
    title: "eventLog.menu",
    group: "workspace",
    role: "admin",
    load: () => import("./log/EventLogScreen.tsx"),
  },
  {
    path: "account",
    title: "settings.account.menu",
    group: "mine",
    role: "collaborator",
    load: () => import("./account/AccountScreen.tsx"),
  },
];
