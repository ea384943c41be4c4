import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Endpoint } from "../../shared/endpoint.ts";
import type { Ask } from "./call.ts";
import { queryOf } from "./query.ts";

interface Some<T> {
  items: readonly T[];
  /** There are others than these. */
  more: boolean;
}
type Finding<T> = Endpoint & { reply: { _output: { items: T[]; more: boolean } } };

/** A list read at once that may be only some of all: whatever it lacks is found at the server by what is typed. */
export function useSome<T, E extends Finding<T>>(
  endpoint: E,
  typed: string,
  keyOf: (item: T) => string,
): { query: UseQueryResult<Some<T>>; items: readonly T[]; more: boolean } {
  const q = typed.trim().slice(0, 50);
  const query = useQuery({ ...queryOf(endpoint, {} as object as Ask<E>), staleTime: 5 * 60_000 });
  const known = query.data as Some<T> | undefined;
  const more = known?.more ?? false;
  const found = useQuery({
    ...queryOf(endpoint, { query: { q } } as object as Ask<E>),
    enabled: more && q !== "",
    placeholderData: keepPreviousData,
  }).data as Some<T> | undefined;
  const items = useMemo(() => {
    if (!known || !more || q === "" || !found) return known?.items ?? [];
    const keys = new Set(known.items.map(keyOf));
    return [...known.items, ...found.items.filter((item) => !keys.has(keyOf(item)))];
  }, [known, more, q, found, keyOf]);
  return { query: query as UseQueryResult<Some<T>>, items, more };
}
