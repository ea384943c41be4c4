import { Link } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { GridSkeleton } from "../ui/GridSkeleton.tsx";
import { openView } from "../views/saved.ts";
import { AllSides } from "./AllSides.tsx";
import { Beginning } from "./Beginning.tsx";
import { Chips } from "./Chips.tsx";
import { ConversationFind, CustomerFind, FileFind, Group, LongGroup, SideFind } from "./Results.tsx";
import { keepSearch } from "./recent.ts";
import { useSearch } from "./use-search.ts";

interface Props {
  q: string;
  /** Only finds of this kind, all of them. */
  only: "sides" | undefined;
  onRemove: (part: { from: number; to: number }) => void;
  onWrite: (insert: string) => void;
  onSearch: (q: string) => void;
}

/** What a search found, group by group, and how it was understood. */
export function Finds({ q, only, onRemove, onWrite, onSearch }: Props) {
  const { t } = useTranslation();
  const { found, newer, error, isPlaceholderData, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } =
    useSearch(q);
  if (!found)
    return error ? (
      <ErrorState error={error} onRetry={() => void refetch()} />
    ) : (
      <GridSkeleton rowHeight={76} />
    );
  const { conversations, customers, files, sides, nextSides, understood } = found;
  const exact = customers.filter(({ alike }) => !alike);
  const alike = customers.filter((one) => one.alike);
  const nothing = conversations.length + customers.length + files.length + sides.length === 0;
  // An operator that was only begun asks nothing yet.
  const asked = understood.condition !== null || understood.leftOut.length > 0;
  const onOpen = () => keepSearch(q);
  const count = conversations.length;
  const { condition } = understood;
  const chips = !isPlaceholderData && <Chips understood={understood} text={q} onRemove={onRemove} />;
  if (only)
    return (
      <>
        {chips}
        <AllSides key={q} q={q} onOpen={onOpen} />
      </>
    );
  return (
    <>
      {chips}
      <div className="mt-3 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 px-3">
        <p role="status" className="text-xs text-soft">
          {hasNextPage ? t("search.countMore", { count }) : t("search.count", { count })}
        </p>
        {newer > 0 && (
          <button
            type="button"
            onClick={() => void refetch()}
            className="rounded-full bg-coral-soft px-2.5 py-1 text-xs font-medium text-coral-ink hover:underline"
          >
            {t("search.newer", { count: newer })}
          </button>
        )}
        <span className="flex-1" />
        {understood.leftOut.length > 0 && condition && (
          <p className="text-xs text-soft">{t("search.leftOut", { text: understood.leftOut.join(" ") })}</p>
        )}
        {condition && (
          <Button
            size="sm"
            onClick={() => openView.set({ what: "new", from: { condition, name: q.slice(0, 100) } })}
          >
            {t("search.saveAsView")}
          </Button>
        )}
      </div>
      {nothing && !isPlaceholderData && (
        <>
          {asked && (
            <EmptyState icon={<SearchX />} title={t("search.nothing")}>
              {t("search.nothingHint")}
            </EmptyState>
          )}
          <Beginning onSearch={onSearch} onWrite={onWrite} />
        </>
      )}
      {exact.length > 0 && (
        <Group title={t("search.customers")}>
          {exact.map((one) => (
            <CustomerFind key={one.customer.id} found={one} onOpen={onOpen} />
          ))}
        </Group>
      )}
      {conversations.length > 0 && (
        <LongGroup
          title={t("search.conversations")}
          items={conversations}
          keyOf={({ row }) => row.id}
          estimate={86}
          memory={`search ${q}`}
        >
          {(one) => <ConversationFind key={one.row.id} found={one} onOpen={onOpen} />}
        </LongGroup>
      )}
      {hasNextPage && (
        <div className="mt-2 px-3">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("search.more")}
          </Button>
        </div>
      )}
      {sides.length > 0 && (
        <Group title={t("search.sides")}>
          {sides.map((one) => (
            <SideFind key={one.id} found={one} onOpen={onOpen} />
          ))}
        </Group>
      )}
      {nextSides && (
        <p className="mt-1 px-3">
          <Link
            to="/search"
            search={{ q, only: "sides" }}
            data-find
            className="text-xs text-coral-ink underline underline-offset-2"
          >
            {t("search.allSides")}
          </Link>
        </p>
      )}
      {files.length > 0 && (
        <Group title={t("search.files")}>
          {files.map((one) => (
            <FileFind key={one.id} found={one} onOpen={onOpen} />
          ))}
        </Group>
      )}
      {alike.length > 0 && (
        <Group title={t("search.alike")}>
          {alike.map((one) => (
            <CustomerFind key={one.customer.id} found={one} onOpen={onOpen} />
          ))}
        </Group>
      )}
    </>
  );
}
