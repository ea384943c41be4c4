import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type ConversationRow,
  findConversations,
  listConversations,
  type View,
} from "../../../shared/conversations.ts";
import { useActions } from "../../lib/actions.ts";
import { pagesOf, queryOf } from "../../lib/query.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { GridSkeleton } from "../../ui/GridSkeleton.tsx";
import { type GridHandle, VirtualGrid } from "../../ui/VirtualGrid.tsx";
import { conversationQuery } from "../conversation.ts";
import { ConversationLine, lineHeight } from "./ConversationLine.tsx";
import { EmptyView } from "./EmptyView.tsx";
import { ListHeader } from "./ListHeader.tsx";

const rowKey = (row: ConversationRow) => row.id;

/** One view of the inbox, or what a search in it found. */
export function ListColumn({ view, openId }: { view: View; openId: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const grid = useRef<GridHandle>(null);
  const [search, setSearch] = useState("");
  const q = useDeferredValue(search.trim());

  const list = useInfiniteQuery(pagesOf(listConversations, { query: { view } }));
  const found = useQuery({
    ...queryOf(findConversations, { query: { q } }),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
  });
  const listed = useMemo(() => list.data?.pages.flatMap((page) => page.items), [list.data]);
  const rows = q ? found.data?.items : listed;
  const error = q ? found.error : list.error;

  const open = useCallback(
    ({ id }: ConversationRow, newTab: boolean) => {
      if (newTab) window.open(`/inbox/${view}/${id}`, "_blank", "noopener");
      else void navigate({ to: "/inbox/$view/$conversationId", params: { view, conversationId: id } });
    },
    [navigate, view],
  );
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const prefetch = useCallback(
    ({ id }: ConversationRow) => {
      clearTimeout(resting.current);
      resting.current = setTimeout(() => void queries.prefetchQuery(conversationQuery(id)), 120);
    },
    [queries],
  );
  const { fetchNextPage } = list;
  const more = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);

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
  ]);

  // What is open beside the list is the page; without it the view is.
  const Title = openId ? "h2" : "h1";

  return (
    <>
      <Title className="sr-only">{t(`conversations.views.${view}`)}</Title>
      <ListHeader
        view={view}
        search={search}
        onSearch={setSearch}
        onLeaveSearch={() => grid.current?.move(0)}
      />
      {rows && rows.length > 0 ? (
        <VirtualGrid
          ref={grid}
          label={q ? t("conversations.searchResults") : t(`conversations.views.${view}`)}
          items={rows}
          keyOf={rowKey}
          Row={ConversationLine}
          rowHeight={lineHeight}
          selectedKey={openId}
          onOpen={open}
          onActive={prefetch}
          hasMore={!q && list.hasNextPage}
          onEnd={more}
          memory={q ? "search" : `view ${view}`}
        />
      ) : rows ? (
        <EmptyView view={view} search={q} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void (q ? found.refetch() : list.refetch())} />
      ) : (
        <GridSkeleton rowHeight={lineHeight} />
      )}
    </>
  );
}
