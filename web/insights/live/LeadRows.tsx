import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationRow } from "../../../shared/conversation-shape.ts";
import { listLeadRows } from "../../../shared/lead-board.ts";
import { customerName } from "../../customers/names.ts";
import { pagesOf } from "../../lib/query.ts";
import { DueTime } from "../../ui/DueTime.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { PagedList } from "../../ui/PagedList.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { SkeletonLines } from "../../ui/Skeleton.tsx";
import { RowActs } from "./RowActs.tsx";
import type { LeadBoard, Shown } from "./shown.ts";

interface Props {
  board: LeadBoard;
  scope: { teamId?: string; minutes: number };
  shown: Shown;
  ref: Ref<HTMLElement>;
}

/** The conversations behind the number that is open, each with what can be done about it at once. */
export function LeadRows({ board, scope, shown, ref }: Props) {
  const { t } = useTranslation();
  const { list, holder, minutes } = shown;
  const query = { ...scope, ...(minutes && { minutes }), ...(holder && { holder }) };
  const pages = useInfiniteQuery({
    ...pagesOf(listLeadRows, { params: { list }, query }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const { data, error, refetch } = pages;
  const rows = data?.pages.flatMap(({ items }) => items);
  const person = board.agents.find(({ id }) => id === holder)?.name;
  const name = person ?? t(holder === "unheld" ? "leadBoard.unheld" : "leadBoard.everybody");
  const title = t("leadBoard.rowsOf", {
    list: minutes === 60 ? t("leadBoard.nextHour") : t(`leadBoard.lists.${list}`),
    name,
  });

  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={title}
      className="min-w-0 scroll-mt-4 rounded-xl border border-line bg-surface outline-none"
    >
      <h2 className="border-b border-line px-4 py-2 font-semibold">{title}</h2>
      {error && !rows && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !rows && <SkeletonLines count={8} />}
      {rows?.length === 0 && <EmptyState title={t("leadBoard.none")}>{t("leadBoard.noneHint")}</EmptyState>}
      <PagedList
        query={pages}
        items={rows ?? []}
        keyOf={({ id }) => id}
        estimate={54}
        memory={`lead ${list} ${holder}`}
        className="divide-y divide-line/60"
      >
        {(row) => <Line key={row.id} row={row} waits={list === "waiting"} soonMinutes={scope.minutes} />}
      </PagedList>
    </section>
  );
}

function Line({ row, waits, soonMinutes }: { row: ConversationRow; waits: boolean; soonMinutes: number }) {
  const { t } = useTranslation();
  const { id, subject, customer, holder, team, promise, lastMessageAt } = row;
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <div className="min-w-0 flex-1">
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: "all", conversationId: id }}
          className="block truncate rounded font-medium hover:underline"
        >
          <bdi>{subject}</bdi>
        </Link>
        <p className="truncate text-xs text-soft">
          <bdi>{customerName(customer)}</bdi> · <bdi>{holder?.name ?? team?.name}</bdi>
        </p>
      </div>
      <p className="shrink-0 text-end text-xs text-soft">
        {waits && (
          <span className="block">
            {t("leadBoard.waits")} <RelativeTime at={lastMessageAt} />
          </span>
        )}
        {promise && (
          <DueTime at={promise.dueAt} soonMinutes={soonMinutes} broken={promise.brokenAt !== null} />
        )}
      </p>
      <RowActs row={row} />
    </li>
  );
}
