import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { search } from "../../shared/search.ts";
import { call } from "../lib/call.ts";
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

/** The finds of all pages that were asked for; customers, files and how it was understood come with the first. */
export function useSearch(q: string) {
  const query = useInfiniteQuery({
    ...searchPages(q),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  const { data } = query;
  const found = useMemo(() => {
    const [first] = data?.pages ?? [];
    if (!first || q === "") return null;
    const seen = new Set<string>();
    const conversations = data?.pages
      .flatMap((page) => page.conversations)
      .filter(({ row }) => !seen.has(row.id) && seen.add(row.id));
    return { ...first, conversations: conversations ?? [] };
  }, [data, q]);
  return { ...query, found };
}
