import { Link, Navigate, Outlet, useLocation, useMatchRoute, useParams } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useScrollMemory } from "../lib/scroll-memory.ts";
import { useMe } from "../people/people.ts";
import { Closed } from "../settings/roles/Closed.tsx";
import { screenFiles } from "../settings/screen-files.ts";
import { type SettingsScreen, settingsScreens } from "../settings/screens.ts";
import { SkeletonLines } from "../ui/Skeleton.tsx";
import { NothingHere } from "./Broken.tsx";
import { useSettingsScreens } from "./settings-screens.ts";

const groups = ["workspace", "mail", "mine"] as const;
const screens = new Map<string, SettingsScreen & { Screen: ComponentType }>(
  settingsScreens.map((screen) => [screen.path, { ...screen, Screen: lazy(screenFiles[screen.path]) }]),
);

/** The menu of settings beside the chosen screen. */
export function SettingsPage() {
  const { t } = useTranslation();
  const atTop = useMatchRoute()({ to: "/settings" });
  const allowed = useSettingsScreens();
  const first = allowed[0];
  const menu = useRef<HTMLElement>(null);
  const { screen: chosen } = useParams({ strict: false });
  const place = useLocation({ select: ({ pathname, searchStr }) => pathname + searchStr });
  const scroller = useScrollMemory<HTMLElement>(place);

  // On a phone the menu is one line that scrolls: what is chosen must not lie outside of it.
  useEffect(() => {
    const item = chosen && menu.current?.querySelector('[aria-current="page"]');
    if (item) item.scrollIntoView({ block: "nearest", inline: "center" });
  }, [chosen]);

  if (atTop && first) return <Navigate to="/settings/$screen" params={{ screen: first.path }} replace />;

  return (
    <div className="flex min-h-0 flex-1 flex-col md:flex-row">
      <nav
        ref={menu}
        aria-label={t("shell.settings")}
        className="flex shrink-0 gap-1 overflow-x-auto border-line p-3 max-md:border-b md:w-52 md:flex-col md:border-e"
      >
        {groups.map((group) => (
          <div key={group} className="flex gap-1 md:mb-3 md:flex-col">
            <h2 className="px-2 py-1 text-xs text-faint max-md:hidden">{t(`settingsMenu.${group}`)}</h2>
            {allowed
              .filter((screen) => screen.group === group)
              .map((screen) => (
                <Link
                  key={screen.path}
                  to="/settings/$screen"
                  params={{ screen: screen.path }}
                  className="flex h-8 items-center rounded-md px-2 whitespace-nowrap text-soft hover:bg-hover hover:text-ink"
                  activeProps={{ className: "bg-hover !text-ink font-medium" }}
                >
                  {t(screen.title)}
                </Link>
              ))}
          </div>
        ))}
      </nav>
      <main ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-6 py-8">
        <div className="mx-auto max-w-2xl">
          <Outlet />
        </div>
      </main>
    </div>
  );
}

/** One screen of the settings, loaded when it is opened. */
export function SettingsScreenPage() {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const { screen: path } = useParams({ from: "/shell/settings/$screen" });
  const screen = screens.get(path);
  if (!screen) return <NothingHere />;
  const { permission } = screen;
  if (permission && !permissions.includes(permission))
    return <Closed title={t(screen.title)} permission={permission} />;

  return (
    <Suspense fallback={<SkeletonLines count={6} />}>
      <screen.Screen />
    </Suspense>
  );
}
