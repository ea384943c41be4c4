import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { BulkSelection } from "../../../shared/bulk.ts";
import { type ConversationRow } from "../../../shared/conversation-shape.ts";
import { listViewConversations } from "../../../shared/saved-views.ts";
import { type SearchReply, search } from "../../../shared/search.ts";
import { listConversations, type View } from "../../../shared/views.ts";
import { useNextPage } from "../../lib/next-page.ts";
import { pagesOf, queryOf } from "../../lib/query.ts";
import { isSavedView } from "../../views/saved.ts";
import type { Marks } from "./marks.ts";

export interface Rows {
  items: readonly ConversationRow[] | undefined;
  error: unknown;
  hasMore: boolean;
  more: () => void;
  again: () => void;
}

/** The rows of a view, or what a search found; views that people made and built-in ones alike. */
export function useRows(view: string, q: string): Rows {
  const saved = isSavedView(view);
  const builtIn = useInfiniteQuery({
    ...pagesOf(listConversations, { query: { view: view as View } }),
    enabled: !saved,
  });
  const own = useInfiniteQuery({
    ...pagesOf(listViewConversations, { params: { id: view } }),
    enabled: saved,
  });
  const found = useQuery({
    ...queryOf(search, { query: { q } }),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
    select: foundRows,
  });
  const list = saved ? own : builtIn;
  const pages: readonly { items: readonly ConversationRow[] }[] | undefined = list.data?.pages;
  const listed = useMemo(() => pages?.flatMap((page) => page.items), [pages]);
  const more = useNextPage(list);
  return {
    items: q ? found.data : listed,
    error: q ? found.error : list.error,
    hasMore: !q && list.hasNextPage,
    more,
    again: () => void (q ? found.refetch() : list.refetch()),
  };
}

const foundRows = ({ conversations }: SearchReply) => conversations.map(({ row }) => row);

/** What is selected, as a bulk action takes it. */
export function selectionOf(marks: Marks, view: string): BulkSelection {
  if (!marks.all) return { ids: [...marks.keys] };
  const except = [...marks.keys];
  return isSavedView(view) ? { viewId: view, except } : { view: view as View, except };
}
