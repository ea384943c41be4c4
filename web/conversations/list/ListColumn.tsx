import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useDeferredValue, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationRow } from "../../../shared/conversation-shape.ts";
import type { View } from "../../../shared/views.ts";
import { useActions } from "../../lib/actions.ts";
import { needWords } from "../../lib/i18n.ts";
import { useWide } from "../../lib/wide.ts";
import { useMay } from "../../people/people.ts";
import { AskedBar } from "../../side-conversations/AskedBar.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { GridSkeleton } from "../../ui/GridSkeleton.tsx";
import { type GridHandle, VirtualGrid } from "../../ui/VirtualGrid.tsx";
import { isSavedView, openView, useSavedView } from "../../views/saved.ts";
import { conversationQuery, messagesQuery } from "../conversation.ts";
import { ConversationLine, lineHeight } from "./ConversationLine.tsx";
import { EmptyView } from "./EmptyView.tsx";
import { ListHeader } from "./ListHeader.tsx";
import { useListSearch } from "./list-search.ts";
import { selectionOf, useRows } from "./rows.ts";
import { useMarks } from "./use-marks.ts";

const rowKey = (row: ConversationRow) => row.id;
const views = () => needWords("views");
const ViewBar = lazy(async () => ({
  default: (await Promise.all([import("./ViewBar.tsx"), views()]))[0].ViewBar,
}));
const EmptySaved = lazy(async () => ({
  default: (await Promise.all([import("./EmptySaved.tsx"), views()]))[0].EmptySaved,
}));
const TableRows = lazy(async () => ({
  default: (await Promise.all([import("./TableRows.tsx"), views()]))[0].TableRows,
}));
const BulkBar = lazy(async () => ({
  default: (await Promise.all([import("../../bulk/BulkBar.tsx"), views(), needWords("conversation")]))[0]
    .BulkBar,
}));

/** One view of the inbox, or what a search in it found; as a table where a view has the whole width. */
export function ListColumn({ view, openId }: { view: string; openId: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const mayBulk = useMay("conversations.bulk");
  const grid = useRef<GridHandle>(null);
  const [search, setSearch] = useListSearch(view);
  const q = useDeferredValue(search.trim());
  const saved = useSavedView(view);
  const rows = useRows(view, q);
  const selecting = useMarks(q ? (rows.items ?? []) : null);
  const wide = useWide();
  const asTable = wide && !openId && Boolean(saved);
  const title = isSavedView(view) ? (saved?.name ?? "") : t(`conversations.views.${view as View}`);

  const open = useCallback(
    ({ id }: ConversationRow, newTab: boolean) => {
      if (newTab) window.open(`/inbox/${view}/${id}`, "_blank", "noopener");
      else void navigate({ to: "/inbox/$view/$conversationId", params: { view, conversationId: id } });
    },
    [navigate, view],
  );
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const prefetch = useCallback(
    ({ id }: ConversationRow, sure = false) => {
      clearTimeout(resting.current);
      const ask = () => {
        void queries.prefetchQuery(conversationQuery(id));
        void queries.prefetchInfiniteQuery(messagesQuery(id));
      };
      if (sure) ask();
      else resting.current = setTimeout(ask, 120);
    },
    [queries],
  );
  useListKeys(grid, mayBulk ? selecting.all : null);

  // What is open beside the list is the page; without it the view is.
  const Title = openId ? "h2" : "h1";
  const { items } = rows;
  // Of its own: when the search ends the view stands where it stood.
  const place = q ? "search" : "view";
  const shared = {
    ref: grid,
    label: q ? t("conversations.searchResults") : title,
    items: items ?? [],
    keyOf: rowKey,
    selectedKey: openId,
    onOpen: open,
    onActive: prefetch,
    hasMore: rows.hasMore,
    onEnd: rows.more,
    marking: mayBulk ? selecting.marking : undefined,
  };

  return (
    <>
      <Title className="sr-only">{title}</Title>
      <ListHeader
        view={view}
        search={search}
        onSearch={setSearch}
        onLeaveSearch={() => grid.current?.move(0)}
        picking={selecting.picking}
        onPick={mayBulk ? selecting.pick : undefined}
      />
      <AskedBar />
      <Suspense fallback={null}>{saved && <ViewBar view={saved} />}</Suspense>
      {items && items.length > 0 ? (
        asTable && saved ? (
          <Suspense fallback={<GridSkeleton rowHeight={40} />}>
            <TableRows {...shared} key={place} view={saved} memory={`table ${q ? `search ${q}` : view}`} />
          </Suspense>
        ) : (
          <VirtualGrid
            {...shared}
            key={place}
            Row={ConversationLine}
            rowHeight={lineHeight}
            memory={q ? `search ${q}` : `view ${view}`}
          />
        )
      ) : isSavedView(view) && !q && (items || saved === null) ? (
        <Suspense fallback={<GridSkeleton rowHeight={lineHeight} />}>
          <EmptySaved view={saved ?? null} />
        </Suspense>
      ) : items ? (
        <EmptyView view={view as View} search={q} />
      ) : rows.error ? (
        <ErrorState error={rows.error} onRetry={rows.again} />
      ) : (
        <GridSkeleton rowHeight={lineHeight} />
      )}
      <Suspense fallback={null}>
        {mayBulk && selecting.any && (
          <BulkBar
            selection={selectionOf(selecting.marks, view)}
            chosen={selecting.marks.all ? null : selecting.marks.keys.size}
            onAll={q ? undefined : selecting.all}
            onClear={selecting.clear}
          />
        )}
      </Suspense>
    </>
  );
}

/** The keys of a list; selecting only for those who may do something to many. */
function useListKeys(grid: React.RefObject<GridHandle | null>, selectAll: (() => void) | null): void {
  useActions([
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
    {
      id: "list.open",
      group: "list",
      title: "actions.open",
      keys: "Enter",
      onlyKey: true,
      run: () => grid.current?.open(),
    },
    ...(selectAll
      ? [
          {
            id: "list.mark",
            group: "list",
            title: "lists.actions.mark",
            keys: "x",
            run: () => grid.current?.mark(),
          } as const,
          {
            id: "list.markAll",
            group: "list",
            title: "lists.actions.markAll",
            keys: "mod+a",
            run: selectAll,
          } as const,
        ]
      : []),
    {
      id: "views.new",
      group: "list",
      title: "lists.actions.newView",
      run: () => openView.set({ what: "new" }),
    },
    {
      id: "views.arrange",
      group: "list",
      title: "lists.actions.arrange",
      run: () => openView.set({ what: "arrange" }),
    },
  ]);
}
