import type { LinkProps } from "@tanstack/react-router";
import { type Action, useActions } from "../lib/actions.ts";
import { theme } from "../lib/theme.ts";
import { useMay, useMayAs } from "../people/people.ts";
import { startTour } from "../tour/tour.ts";
import { useSettingsScreens } from "./settings-screens.ts";

type To = NonNullable<LinkProps["to"]>;

interface Ways {
  openPalette: () => void;
  openKeys: () => void;
  go: (to: To) => void;
}

/** What can be done from everywhere. */
export function useGeneralActions({ openPalette, openKeys, go }: Ways): void {
  const isAgent = useMayAs("agent");
  const screens = useSettingsScreens();
  const [mayReadFigures, seesLive] = [useMay("figures.read"), useMay("figures.live")];
  const isAdmin = useMayAs("admin");
  const way = (id: string, keys: string, to: string, title: Action["title"]): Action => ({
    id: `go.${id}`,
    group: "go",
    title,
    keys,
    run: () => go(to as To),
  });

  useActions([
    way("mine", "g i", "/inbox/mine", "actions.goInbox"),
    way("team", "g t", "/inbox/team", "actions.goTeam"),
    way("due_soon", "g d", "/inbox/due_soon", "actions.goDueSoon"),
    way("overdue", "g o", "/inbox/overdue", "actions.goOverdue"),
    way("all", "g a", "/inbox/all", "actions.goAll"),
    way("tasks", "g k", "/tasks", "actions.goTasks"),
    way("sides", "g q", "/side-conversations", "actions.goSides"),
    ...(isAgent ? [way("customers", "g c", "/customers", "actions.goCustomers")] : []),
    ...(mayReadFigures ? [way("board", "g b", "/board", "actions.goBoard")] : []),
    ...(seesLive ? [way("live", "g l", "/board/live", "actions.goLive")] : []),
    ...(screens.length > 0 ? [way("settings", "g s", "/settings", "actions.goSettings")] : []),
    ...screens.map(
      ({ path, title }): Action => ({
        id: `go.settings.${path}`,
        group: "go",
        title,
        run: () => go(`/settings/${path}` as To),
      }),
    ),
    ...(isAdmin ? [way("welcome", "g w", "/welcome", "actions.goWelcome")] : []),
    way("search", "g /", "/search", "actions.searchAll"),
    way("help", "g h", "/help", "actions.goHelp"),
    {
      id: "palette",
      group: "general",
      title: "actions.palette",
      keys: "mod+k",
      onlyKey: true,
      run: openPalette,
    },
    { id: "keys", group: "general", title: "actions.keys", keys: "?", run: openKeys },
    { id: "tour", group: "general", title: "actions.tour", run: startTour },
    { id: "theme.light", group: "general", title: "actions.themeLight", run: () => theme.set("light") },
    { id: "theme.dark", group: "general", title: "actions.themeDark", run: () => theme.set("dark") },
    { id: "theme.system", group: "general", title: "actions.themeSystem", run: () => theme.set("system") },
  ]);
}
