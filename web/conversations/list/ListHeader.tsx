import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ListChecks, Plus, Search, X } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { countViews, type View, views } from "../../../shared/views.ts";
import { useActions } from "../../lib/actions.ts";
import { needWords } from "../../lib/i18n.ts";
import { queryOf } from "../../lib/query.ts";
import { useMayAs } from "../../people/people.ts";
import { cx } from "../../ui/cx.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { ViewCount } from "./ViewCount.tsx";

const NewConversationDialog = lazy(() =>
  import("./NewConversationDialog.tsx").then((file) => ({ default: file.NewConversationDialog })),
);

const MoreViews = lazy(async () => (await Promise.all([import("./MoreViews.tsx"), needWords("views")]))[0]);

interface Props {
  /** A built-in view by its name, or one that somebody made by its id. */
  view: string;
  search: string;
  onSearch: (text: string) => void;
  onLeaveSearch: () => void;
  picking: boolean;
  /** Shows boxes for selecting; without it nothing can be selected. */
  onPick: (() => void) | undefined;
}

const front: readonly View[] = ["mine", "team", "due_soon", "overdue"];
const rest = views.filter((view) => !front.includes(view));
const chip =
  "flex h-7 items-center gap-1 rounded-md px-1.5 text-xs whitespace-nowrap text-soft hover:bg-hover hover:text-ink";
const more = "sticky end-0 ms-auto bg-paper";
const chosen = "!bg-hover !text-ink font-medium";

/** Search, the views with their live counts, and a way to start something new. */
export function ListHeader({ view, search, onSearch, onLeaveSearch, picking, onPick }: Props) {
  const { t } = useTranslation();
  const mayStart = useMayAs("agent");
  const box = useRef<HTMLInputElement>(null);
  const [starting, setStarting] = useState(false);
  const { data } = useQuery(queryOf(countViews, {}));
  const count = (one: View) => data?.counts[one] ?? 0;

  useActions([
    { id: "search", group: "list", title: "actions.search", keys: "/", run: () => box.current?.focus() },
    ...(mayStart
      ? [
          {
            id: "start",
            group: "list",
            title: "actions.start",
            keys: "c",
            run: () => setStarting(true),
          } as const,
        ]
      : []),
  ]);

  return (
    <header className="border-b border-line px-3 pt-3 pb-2">
      <div className="flex items-center gap-1">
        <div className="relative min-w-0 flex-1">
          <Search
            className="pointer-events-none absolute start-2.5 top-2 size-4 text-faint"
            aria-hidden="true"
          />
          <input
            ref={box}
            type="search"
            aria-label={t("conversations.search")}
            aria-keyshortcuts="/"
            placeholder={t("conversations.searchHint")}
            value={search}
            onChange={(event) => onSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") onSearch("");
              if (event.key === "ArrowDown" || event.key === "Enter") onLeaveSearch();
            }}
            className="h-8 w-full rounded-md bg-hover ps-8 pe-7 placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
          />
          {search && (
            <button
              type="button"
              aria-label={t("conversations.clearSearch")}
              onClick={() => onSearch("")}
              className="absolute end-2 top-2 rounded text-faint hover:text-ink"
            >
              <X className="size-4" />
            </button>
          )}
        </div>
        {onPick && (
          <IconButton label={t("lists.picking")} pressed={picking} onClick={onPick}>
            <ListChecks />
          </IconButton>
        )}
        {mayStart && (
          <IconButton label={t("actions.start")} keys="c" onClick={() => setStarting(true)}>
            <Plus />
          </IconButton>
        )}
      </div>
      <nav
        aria-label={t("conversations.viewsLabel")}
        className="-mx-1 mt-2 flex items-center overflow-x-auto p-0.5 [scrollbar-width:none]"
      >
        {front.map((one) => (
          <Link
            key={one}
            to="/inbox/$view"
            params={{ view: one }}
            onClick={() => onSearch("")}
            className={cx(chip, view === one && chosen)}
            aria-current={view === one ? "page" : undefined}
          >
            {t(`conversations.views.${one}`)}
            <ViewCount view={one} count={count(one)} />
          </Link>
        ))}
        <Suspense fallback={<span className={cx(chip, more)}>{t("conversations.moreViews")}</span>}>
          <MoreViews
            views={rest}
            chosen={view}
            count={count}
            className={cx(chip, more, !front.includes(view as View) && chosen)}
          />
        </Suspense>
      </nav>
      {count("offered") > 0 && view !== "offered" && (
        <Link
          to="/inbox/$view"
          params={{ view: "offered" }}
          className="mt-2 block rounded-md bg-coral-soft px-2.5 py-1.5 font-medium text-coral-ink hover:underline"
        >
          {t("conversations.offeredToYou", { count: count("offered") })}
        </Link>
      )}
      <Suspense fallback={null}>
        {starting && <NewConversationDialog onClose={() => setStarting(false)} />}
      </Suspense>
    </header>
  );
}
