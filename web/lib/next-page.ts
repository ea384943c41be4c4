import { useCallback } from "react";

interface Paged {
  isFetching: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: (options: { cancelRefetch: boolean }) => unknown;
}

/**
 * Asks for the next page of a list whose end is in sight. While its pages are being asked for again that would go unheard;
 * the function is another one afterwards, so that a list that waits at its end asks again.
 */
export function useNextPage({ isFetching, isFetchingNextPage, fetchNextPage }: Paged): () => void {
  const busy = isFetching && !isFetchingNextPage;
  return useCallback(() => {
    if (!busy) void fetchNextPage({ cancelRefetch: false });
  }, [busy, fetchNextPage]);
}
