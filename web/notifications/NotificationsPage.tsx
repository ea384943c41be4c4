import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { BellOff, Settings } from "lucide-react";
import { useTranslation } from "react-i18next";
import { listNotifications } from "../../shared/notifications.ts";
import { useActions } from "../lib/actions.ts";
import { pagesOf } from "../lib/query.ts";
import { useScrollMemory } from "../lib/scroll-memory.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { PagedList } from "../ui/PagedList.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { NoticeRow } from "./NoticeRow.tsx";
import { markRead } from "./notices.ts";

/** What one was told, the newest first: unread, or all of the last ninety days. */
export function NotificationsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { show } = useSearch({ from: "/shell/notifications" });
  const query = useInfiniteQuery({
    ...pagesOf(listNotifications, { query: { show } }),
    placeholderData: keepPreviousData,
  });
  const items = query.data?.pages.flatMap((page) => page.items);
  const scroller = useScrollMemory<HTMLElement>(`notifications ${show}`, items !== undefined);
  const someUnread = items?.some(({ read, done }) => !read && !done) ?? false;

  const move = (by: number) => {
    const links = [...(scroller.current?.querySelectorAll<HTMLElement>("[data-notice]") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    links.at(Math.min(links.length - 1, Math.max(0, at + by)))?.focus();
  };
  const readAll = () => markRead({ all: true });
  useActions([
    { id: "list.next", group: "list", title: "actions.next", keys: "j", onlyKey: true, run: () => move(1) },
    {
      id: "list.previous",
      group: "list",
      title: "actions.previous",
      keys: "k",
      onlyKey: true,
      run: () => move(-1),
    },
    { id: "notices.readAll", group: "list", title: "notices.readAll", run: readAll },
  ]);

  return (
    <main ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-5 py-5">
      <div className="mx-auto max-w-2xl">
        <header className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-base font-semibold">{t("notices.title")}</h1>
          <Link
            to="/settings/$screen"
            params={{ screen: "notifications" }}
            aria-label={t("shell.settings")}
            title={t("shell.settings")}
            className="-ms-3 me-auto rounded-md p-1.5 text-soft hover:bg-hover hover:text-ink"
          >
            <Settings className="size-4" aria-hidden="true" />
          </Link>
          <Tabs
            label={t("notices.show")}
            value={show}
            onChange={(next) =>
              void navigate({ to: "/notifications", search: { show: next }, replace: true })
            }
            items={[
              { value: "unread", label: t("notices.unread") },
              { value: "all", label: t("notices.all") },
            ]}
          />
          <Button size="sm" disabled={!someUnread} onClick={readAll}>
            {t("notices.readAll")}
          </Button>
        </header>
        {query.error && !items ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : !items ? (
          <Skeleton className="h-40 rounded-xl" />
        ) : items.length === 0 ? (
          <EmptyState icon={<BellOff />} title={t("notices.emptyTitle")}>
            {t(show === "all" ? "notices.emptyAll" : "notices.empty")}
          </EmptyState>
        ) : (
          <PagedList
            label={t("notices.title")}
            query={query}
            items={items}
            keyOf={({ id }) => id}
            estimate={64}
            memory={`notifications ${show}`}
            className="divide-y divide-line/60 overflow-hidden rounded-xl border border-line bg-surface"
          >
            {(notice) => <NoticeRow key={notice.id} notice={notice} />}
          </PagedList>
        )}
      </div>
    </main>
  );
}
