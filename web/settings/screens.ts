import type { SettingsScreen } from "../lib/screens.ts";

/** The screens under /settings, in the order of the menu. */
export const settingsScreens: readonly SettingsScreen[] = [
  {
    path: "inboxes",
    title: "settingsMenu.screens.inboxes",
    group: "mail",
    role: "collaborator",
    load: () => import("./inboxes/InboxesScreen.tsx"),
  },
  {
    path: "people",
    title: "settingsMenu.screens.people",
    group: "workspace",
    role: "collaborator",
    load: () => import("./people/PeopleScreen.tsx"),
  },
  {
    path: "teams",
    title: "settingsMenu.screens.teams",
    group: "workspace",
    role: "collaborator",
    load: () => import("./teams/TeamsScreen.tsx"),
  },
  {
    path: "workspace",
    title: "settingsMenu.screens.workspace",
    group: "workspace",
    role: "collaborator",
    load: () => import("./workspace/WorkspaceScreen.tsx"),
  },
  {
    path: "keys",
    title: "settingsMenu.screens.keys",
    group: "workspace",
    role: "admin",
    load: () => import("./keys/KeysScreen.tsx"),
  },
  {
    path: "mail-in",
    title: "settingsMenu.screens.mailIn",
    group: "mail",
    role: "admin",
    load: () => import("./mail/InboundScreen.tsx"),
  },
  {
    path: "mail-out",
    title: "settingsMenu.screens.mailOut",
    group: "mail",
    role: "admin",
    load: () => import("./mail/OutboundScreen.tsx"),
  },
  {
    path: "deliverability",
    title: "settingsMenu.screens.deliverability",
    group: "mail",
    role: "admin",
    load: () => import("./deliverability/DeliverabilityScreen.tsx"),
  },
  {
    path: "suppressed",
    title: "settingsMenu.screens.suppressed",
    group: "mail",
    role: "agent",
    load: () => import("./suppressed/SuppressedScreen.tsx"),
  },
  {
    path: "failed-work",
    title: "settingsMenu.screens.failedWork",
    group: "workspace",
    role: "admin",
    load: () => import("./log/FailedWorkScreen.tsx"),
  },
  {
    path: "event-log",
    title: "settingsMenu.screens.eventLog",
    group: "workspace",
    role: "admin",
    load: () => import("./log/EventLogScreen.tsx"),
  },
  {
    path: "account",
    title: "settingsMenu.screens.account",
    group: "mine",
    role: "collaborator",
    load: () => import("./account/AccountScreen.tsx"),
  },
];
