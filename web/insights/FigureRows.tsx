import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Figure, type FigureName, getBoardRows } from "../../shared/insights.ts";
import { customerName } from "../customers/names.ts";
import { pagesOf } from "../lib/query.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { RelativeTime } from "../ui/RelativeTime.tsx";
import { SkeletonLines } from "../ui/Skeleton.tsx";
import { figureText } from "./figure.ts";

const units: Record<FigureName, Figure["unit"]> = {
  first_reply: "seconds",
  resolution: "seconds",
  promise_kept: "share",
  csat: "rating",
  open: "conversations",
  overdue: "conversations",
};

/** The conversations behind a figure, each with its own value. */
export function FigureRows({ name, days }: { name: FigureName; days: number }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    pagesOf(getBoardRows, { params: { name }, query: { days } }),
  );
  const rows = data?.pages.flatMap(({ items }) => items);
  const unit = units[name];
  const valued = unit !== "conversations";
  const title = t(`board.figures.${name}.title`);

  if (error && !rows) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!rows)
    return (
      <div className="mt-6">
        <SkeletonLines count={8} />
      </div>
    );
  if (rows.length === 0) return <EmptyState title={t("board.noRows")}>{t("board.noRowsHint")}</EmptyState>;

  return (
    <section aria-label={title} className="mt-5 overflow-x-auto rounded-xl border border-line bg-surface">
      <table className="w-full text-start">
        <caption className="sr-only">{t("board.rowsOf", { title })}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-faint [&>th]:px-4 [&>th]:py-2 [&>th]:text-start [&>th]:font-medium">
            <th scope="col">{t("board.customer")}</th>
            <th scope="col">{t("conversations.subject")}</th>
            <th scope="col">{t("board.holder")}</th>
            <th scope="col">{t("board.began")}</th>
            {valued && (
              <th scope="col" className="!text-end">
                {title}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ conversation, value }, index) => (
            <tr
              key={`${conversation.id} ${index}`}
              className="border-b border-line/60 last:border-0 hover:bg-hover [&>td]:px-4 [&>td]:py-2"
            >
              <td className="max-w-44 truncate">{customerName(conversation.customer)}</td>
              <td className="max-w-80">
                <Link
                  to="/inbox/$view/$conversationId"
                  params={{
                    view: conversation.state === "resolved" ? "resolved" : "all",
                    conversationId: conversation.id,
                  }}
                  className="block truncate rounded font-medium hover:underline"
                >
                  {conversation.subject}
                </Link>
              </td>
              <td className="max-w-40 truncate text-soft">
                {conversation.holder?.name ?? conversation.team?.name}
              </td>
              <td className="text-soft">
                <RelativeTime at={conversation.createdAt} />
              </td>
              {valued && (
                <td className="text-end whitespace-nowrap">
                  {name === "promise_kept" && value !== null
                    ? t(value >= 1 ? "board.kept" : "board.broken")
                    : figureText(value, unit)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <div className="flex justify-center border-t border-line p-2">
          <Button busy={isFetchingNextPage} look="plain" onClick={() => void fetchNextPage()}>
            {t("board.more")}
          </Button>
        </div>
      )}
    </section>
  );
}
