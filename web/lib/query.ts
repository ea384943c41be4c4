import { infiniteQueryOptions, QueryClient, queryOptions } from "@tanstack/react-query";
import type { Endpoint, Reply } from "../../shared/endpoint.ts";
import type { Page } from "../../shared/page.ts";
import { type Ask, call } from "./call.ts";
import { isPassing } from "./problem.ts";

/** The cache address of what an endpoint answered: its path, then what it was asked with. */
export function keyOf(endpoint: Pick<Endpoint, "path">, ask: { params?: object; query?: object } = {}) {
  return [endpoint.path, ask.params ?? {}, ask.query ?? {}] as const;
}

/** A cached read of one endpoint. */
export function queryOf<E extends Endpoint>(endpoint: E, ask: Ask<E>) {
  return queryOptions({
    queryKey: keyOf(endpoint, ask as object),
    queryFn: ({ signal }) => call(endpoint, ask, { signal }),
  });
}

type Item<E extends Endpoint> = Reply<E> extends Page<infer T> ? T : never;

/** A cached read of a list that goes on page by page. */
export function pagesOf<E extends Endpoint>(endpoint: E, ask: Ask<E>) {
  const query = (ask as { query?: object }).query;
  return infiniteQueryOptions({
    queryKey: [...keyOf(endpoint, ask as object), "pages"] as const,
    queryFn: async ({ signal, pageParam }) => {
      const asked = { ...ask, query: { ...query, ...(pageParam && { after: pageParam }) } };
      return (await call(endpoint, asked as Ask<E>, { signal })) as Page<Item<E>>;
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
}

/** A cached read of a whole list, every page of it: for short lists such as colleagues and teams. */
export function everyOf<E extends Endpoint>(endpoint: E, ask: Ask<E>) {
  return queryOptions({
    queryKey: keyOf(endpoint, { query: { every: true } }),
    queryFn: async ({ signal }) => {
      const items: Item<E>[] = [];
      for (let after: string | null = ""; after !== null; ) {
        const query: object = { limit: 200, ...(after && { after }) };
        const page = (await call(endpoint, { ...ask, query } as Ask<E>, { signal })) as Page<Item<E>>;
        items.push(...page.items);
        after = page.next;
      }
      return items;
    },
    staleTime: 5 * 60_000,
  });
}

/** What is shown stays fresh by events, so nothing is asked again merely because time went by. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        gcTime: 15 * 60_000,
        // Without any line one is told at once; what comes back asks again by itself.
        retry: (count, error) => isPassing(error) && count < (navigator.onLine ? 3 : 0),
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}
