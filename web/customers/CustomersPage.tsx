import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Search, Users } from "lucide-react";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { listCustomers } from "../../shared/customers.ts";
import { useActions } from "../lib/actions.ts";
import { useNextPage } from "../lib/next-page.ts";
import { pagesOf } from "../lib/query.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { GridSkeleton } from "../ui/GridSkeleton.tsx";
import { RelativeTime } from "../ui/RelativeTime.tsx";
import { type GridHandle, VirtualGrid } from "../ui/VirtualGrid.tsx";
import { customerName } from "./names.ts";

type Row = z.output<typeof listCustomers.reply>["items"][number];

const rowHeight = 48;
const rowKey = (row: Row) => row.id;

function CustomerLine({ item }: { item: Row }) {
  return (
    <div className="mx-auto flex h-full max-w-4xl items-center gap-3 px-5">
      <Avatar name={customerName(item)} />
      <span className="flex min-w-0 flex-1 items-center max-sm:flex-col max-sm:items-stretch">
        <span className="truncate font-medium sm:w-2/5">{customerName(item)}</span>
        <span className="min-w-0 truncate text-soft max-sm:text-xs sm:flex-1">
          {item.name ? item.email : ""}
        </span>
      </span>
      <RelativeTime
        at={item.createdAt}
        className="w-24 shrink-0 text-end text-xs whitespace-nowrap text-faint"
      />
    </div>
  );
}

/** Everybody who ever wrote, found by the first letters of a name or an address. */
export function CustomersPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const grid = useRef<GridHandle>(null);
  const box = useRef<HTMLInputElement>(null);
  const { q: asked = "" } = useSearch({ from: "/shell/customers" });
  const [text, setText] = useState(asked);
  const q = useDeferredValue(text.trim());
  const list = useInfiniteQuery({
    ...pagesOf(listCustomers, { query: q ? { q } : {} }),
    placeholderData: keepPreviousData,
  });
  const { data, error, refetch, hasNextPage } = list;
  const more = useNextPage(list);
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const open = useCallback(
    ({ id }: Row) => void navigate({ to: "/customers/$customerId", params: { customerId: id } }),
    [navigate],
  );

  const written = useRef(asked);
  useEffect(() => {
    // The address changed by itself: one went back or followed a link.
    if (asked !== written.current && asked !== text.trim()) setText(asked);
    written.current = asked;
  }, [asked, text]);
  // In the address it can be gone back to and sent on.
  useEffect(() => {
    if (q === asked) return;
    const ask = () => void navigate({ to: "/customers", search: q ? { q } : {}, replace: true });
    const timer = setTimeout(ask, 150);
    return () => clearTimeout(timer);
  }, [q, asked, navigate]);

  useActions([
    { id: "search", group: "list", title: "customers.search", keys: "/", run: () => box.current?.focus() },
    {
      id: "list.next",
      group: "list",
      title: "actions.next",
      keys: "j",
      onlyKey: true,
      run: () => grid.current?.move(1),
    },
    {
      id: "list.previous",
      group: "list",
      title: "actions.previous",
      keys: "k",
      onlyKey: true,
      run: () => grid.current?.move(-1),
    },
  ]);

  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <header className="border-b border-line">
        <div className="mx-auto flex max-w-4xl flex-wrap items-center gap-4 px-5 py-3">
          <h1 className="text-base font-semibold">{t("shell.customers")}</h1>
          <div className="relative ms-auto w-72 max-w-full max-sm:min-w-48 max-sm:flex-1">
            <Search
              className="pointer-events-none absolute start-2.5 top-2 size-4 text-faint"
              aria-hidden="true"
            />
            <input
              ref={box}
              type="search"
              aria-label={t("customers.search")}
              placeholder={t("customers.searchHint")}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Escape") setText("");
                if (event.key === "ArrowDown" || event.key === "Enter") grid.current?.move(0);
              }}
              className="h-8 w-full rounded-md bg-hover ps-8 pe-2 placeholder:text-faint"
            />
          </div>
        </div>
      </header>
      {rows && rows.length > 0 ? (
        <VirtualGrid
          ref={grid}
          label={t("shell.customers")}
          items={rows}
          keyOf={rowKey}
          Row={CustomerLine}
          rowHeight={rowHeight}
          onOpen={open}
          hasMore={hasNextPage}
          onEnd={more}
          memory={`customers ${q}`}
        />
      ) : rows ? (
        <EmptyState
          icon={<Users />}
          title={q ? t("conversations.nothingFound", { text: q }) : t("customers.emptyTitle")}
        >
          {q ? t("customers.nothingFoundHint") : t("customers.empty")}
        </EmptyState>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <GridSkeleton rowHeight={rowHeight} />
      )}
    </main>
  );
}
