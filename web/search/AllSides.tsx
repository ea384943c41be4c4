import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { searchSides } from "../../shared/search.ts";
import { pagesOf } from "../lib/query.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { GridSkeleton } from "../ui/GridSkeleton.tsx";
import { PagedList } from "../ui/PagedList.tsx";
import { SideFind } from "./Results.tsx";

/** Every side conversation that a search finds, page by page. */
export function AllSides({ q, onOpen }: { q: string; onOpen: () => void }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({ ...pagesOf(searchSides, { query: { q } }), staleTime: 10_000 });
  const { data, error, hasNextPage, refetch } = query;
  const seen = new Set<string>();
  const sides = data?.pages.flatMap(({ items }) => items).filter(({ id }) => !seen.has(id) && seen.add(id));
  return (
    <section className="mt-4">
      <p className="flex flex-wrap items-center gap-x-3 px-3">
        <Link
          to="/search"
          search={{ q }}
          className="inline-flex items-center gap-1.5 text-xs text-coral-ink hover:underline"
        >
          <ArrowLeft className="size-3.5 rtl:-scale-x-100" aria-hidden="true" />
          {t("search.everything")}
        </Link>
        <span role="status" className="text-xs text-soft">
          {sides &&
            (hasNextPage
              ? t("search.sideCountMore", { count: sides.length })
              : t("search.sideCount", { count: sides.length }))}
        </span>
      </p>
      <h2 className="mt-3 px-3 text-xs font-medium text-soft">{t("search.sides")}</h2>
      {!sides &&
        (error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <GridSkeleton rowHeight={86} />
        ))}
      {sides?.length === 0 && !hasNextPage && (
        <EmptyState icon={<MessagesSquare />} title={t("search.nothing")}>
          {t("search.nothingHint")}
        </EmptyState>
      )}
      {sides && (
        <PagedList
          query={query}
          items={sides}
          keyOf={({ id }) => id}
          estimate={86}
          memory={`search sides ${q}`}
          label={t("search.sides")}
          className="mt-1"
        >
          {(one) => <SideFind key={one.id} found={one} onOpen={onOpen} />}
        </PagedList>
      )}
    </section>
  );
}
