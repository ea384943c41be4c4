import { useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import {
  Bell,
  ChartNoAxesColumn,
  Command,
  Inbox,
  ListChecks,
  ListTodo,
  Search,
  Settings,
  Users,
} from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { countViews } from "../../shared/views.ts";
import { queryOf } from "../lib/query.ts";
import { unreadQuery } from "../notifications/notices.ts";
import { useMay, useMayAs, useMe } from "../people/people.ts";
import { useWelcome } from "../people/welcome.ts";
import { settingsScreens } from "../settings/screens.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { BatonMark } from "../ui/BatonMark.tsx";

const MeMenu = lazy(() => import("./MeMenu.tsx").then((file) => ({ default: file.MeMenu })));
const item =
  "relative flex flex-col items-center gap-0.5 rounded-lg py-1.5 text-[11px] leading-4 text-soft hover:bg-hover hover:text-ink [&_svg]:size-[18px] [&_svg]:stroke-[1.75] max-md:min-w-0 max-md:flex-auto max-md:text-[10px]";

// A phone has room for five; the others stand in the menu of oneself.
const deskOnly = "contents max-md:hidden";

function Area({
  to,
  label,
  icon,
  count,
  counted = "shell.dueCount",
}: {
  to: NonNullable<LinkProps["to"]>;
  label: string;
  icon: ReactNode;
  count?: number | undefined;
  /** How the number is read aloud. */
  counted?: "shell.dueCount" | "shell.unreadCount";
}) {
  const { t } = useTranslation();
  return (
    <Link
      to={to}
      className={item}
      activeProps={{ className: "!text-ink bg-surface font-medium shadow-xs" }}
      activeOptions={{ exact: false }}
    >
      {icon}
      {label}
      {Boolean(count) && (
        <span className="absolute end-2 top-0.5 min-w-4 rounded-full bg-coral px-1 text-center text-[10px] leading-4 font-semibold text-on-coral max-md:end-1">
          <span aria-hidden="true">{count && count > 99 ? "99+" : count}</span>
          <span className="sr-only">{t(counted, { count })}</span>
        </span>
      )}
    </Link>
  );
}

/** The areas of the house; on a phone it lies at the bottom. */
export function Rail({ onPalette, onKeys }: { onPalette: () => void; onKeys: () => void }) {
  const { t } = useTranslation();
  const { name } = useMe();
  const isAgent = useMayAs("agent");
  const mayReadFigures = useMay("figures.read");
  const welcome = useWelcome();
  const { data } = useQuery(queryOf(countViews, {}));
  const unread = useQuery(unreadQuery).data?.unread;

  return (
    <nav
      aria-label={t("shell.areas")}
      className="flex shrink-0 gap-1 border-line bg-rail px-1.5 py-1.5 max-md:border-t max-md:pb-[max(0.375rem,env(safe-area-inset-bottom))] md:w-20 md:flex-col md:border-e md:px-1 md:py-3"
    >
      <BatonMark className="mx-auto mb-3 size-7 max-md:hidden" />
      <Area to="/inbox" label={t("shell.inbox")} icon={<Inbox />} count={data?.counts.overdue} />
      <Area
        to="/notifications"
        label={t("shell.news")}
        icon={<Bell />}
        count={unread}
        counted="shell.unreadCount"
      />
      <Area to="/tasks" label={t("shell.tasks")} icon={<ListTodo />} />
      <Area to="/search" label={t("shell.search")} icon={<Search />} />
      {isAgent && <Area to="/customers" label={t("shell.customers")} icon={<Users />} />}
      <span className={deskOnly}>
        {mayReadFigures && <Area to="/board" label={t("shell.board")} icon={<ChartNoAxesColumn />} />}
        {settingsScreens.length > 0 && (
          <Area to="/settings" label={t("shell.settings")} icon={<Settings />} />
        )}
        <span className="flex-1" />
        {welcome.shown && <Area to="/welcome" label={t("shell.firstSteps")} icon={<ListChecks />} />}
        <button type="button" className={item} onClick={onPalette} aria-keyshortcuts="Control+K Meta+K">
          <Command aria-hidden="true" />
          {t("shell.anything")}
        </button>
      </span>
      <Suspense
        fallback={
          <span className="mx-auto mt-1 p-1 max-md:mt-0 max-md:self-center">
            <Avatar name={name} size="md" />
          </span>
        }
      >
        <MeMenu onKeys={onKeys} onPalette={onPalette} />
      </Suspense>
    </nav>
  );
}
