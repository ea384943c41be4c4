import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import { RowList, type RowListProps } from "./RowList.tsx";
import { Skeleton } from "./Skeleton.tsx";

/** What a list must know of the query whose pages it shows. */
export interface Pages {
  hasNextPage: boolean;
  isFetching: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
}

/** Asks for the next page when nothing is under way; one that could not be had is asked for by hand. */
export function nextPage(query: Pages): () => void {
  return () => {
    if (!query.isFetching && !query.isFetchNextPageError) void query.fetchNextPage();
  };
}

/** Rows that come by pages: the next one is fetched when the end comes near. */
export function PagedList<T>({
  query,
  ...list
}: Omit<RowListProps<T>, "hasMore" | "onEnd"> & { query: Pages }) {
  return (
    <>
      <RowList {...list} hasMore={query.hasNextPage} onEnd={nextPage(query)} />
      <MorePages query={query} />
    </>
  );
}

/** Below what came by pages: that more is coming, or that it could not be had. */
export function MorePages({ query }: { query: Pages }) {
  const { t } = useTranslation();
  if (query.isFetchingNextPage)
    return (
      <div role="status" aria-label={t("ui.loading")} className="px-4 py-3">
        <Skeleton className="h-3 w-2/5" />
      </div>
    );
  if (!query.isFetchNextPageError) return null;
  return (
    <p role="alert" className="flex items-center justify-center gap-3 py-2 text-soft">
      {t("ui.moreFailed")}
      <Button size="sm" onClick={() => void query.fetchNextPage()}>
        {t("ui.tryAgain")}
      </Button>
    </p>
  );
}
