import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import { useMemo } from "react";
import { type SearchReply, search } from "../../shared/search.ts";
import { call } from "../lib/call.ts";
import { newestFinds } from "../lib/live-cache.ts";
import { keyOf } from "../lib/query.ts";

/** What a search finds, page by page; a newer one ends the request of the older. */
const searchPages = (q: string) =>
  infiniteQueryOptions({
    queryKey: [...keyOf(search, { query: { q } }), "pages"] as const,
    queryFn: ({ signal, pageParam }) =>
      call(search, { query: { q, ...(pageParam && { after: pageParam }) } }, { signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    // Things happen while one looks through what was found: coming back asks again.
    staleTime: 10_000,
  });

/** What the same search would find by now, asked for again when something happens. What was indexed since is found a little later. */
const newest = (q: string, shown: SearchReply | undefined, at: number) =>
  queryOptions({
    queryKey: [newestFinds, q] as const,
    queryFn: ({ signal }) => call(search, { query: { q } }, { signal }),
    enabled: shown !== undefined,
    ...(shown && { initialData: shown, initialDataUpdatedAt: at }),
    staleTime: 10_000,
    refetchInterval: 20_000,
  });

/** The finds of all pages that were asked for; customers, files and how it was understood come with the first. */
export function useSearch(q: string) {
  const query = useInfiniteQuery({
    ...searchPages(q),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  const { data, isPlaceholderData, dataUpdatedAt } = query;
  const fresh = useQuery(newest(q, isPlaceholderData ? undefined : data?.pages[0], dataUpdatedAt)).data;
  const found = useMemo(() => {
    const [first] = data?.pages ?? [];
    if (!first || q === "") return null;
    const seen = new Set<string>();
    const conversations = data?.pages
      .flatMap((page) => page.conversations)
      .filter(({ row }) => !seen.has(row.id) && seen.add(row.id));
    return { ...first, conversations: conversations ?? [] };
  }, [data, q]);
  // What stands there is told anew where it stands; what came is only counted, so that nothing jumps.
  const now = useMemo(() => new Map(fresh?.conversations.map((one) => [one.row.id, one])), [fresh]);
  const conversations = found?.conversations.map((one) => now.get(one.row.id) ?? one);
  const shown = new Set(conversations?.map(({ row }) => row.id));
  const newer = isPlaceholderData || !found ? 0 : [...now.keys()].filter((id) => !shown.has(id)).length;
  return { ...query, found: found && { ...found, conversations: conversations ?? [] }, newer };
}
