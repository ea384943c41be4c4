import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { type Figure, type FigureName, getBoardRows } from "../../shared/insights.ts";
import { customerName } from "../customers/names.ts";
import { pagesOf } from "../lib/query.ts";
import { useWindowed } from "../lib/use-windowed.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { MorePages, nextPage, type Pages } from "../ui/PagedList.tsx";
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
  const pages = useInfiniteQuery(pagesOf(getBoardRows, { params: { name }, query: { days } }));
  const { data, error, refetch } = pages;
  // A conversation may stand there more than once, with each of its promises.
  const rows = data?.pages.flatMap(({ items }) => items).map((row, place) => ({ ...row, place }));

  if (error && !rows) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!rows)
    return (
      <div className="mt-6">
        <SkeletonLines count={8} />
      </div>
    );
  if (rows.length === 0) return <EmptyState title={t("board.noRows")}>{t("board.noRowsHint")}</EmptyState>;
  return <Table name={name} rows={rows} pages={pages} memory={`figure ${name} ${days}`} />;
}

interface TableProps {
  name: FigureName;
  rows: readonly (z.output<typeof getBoardRows.reply>["items"][number] & { place: number })[];
  pages: Pages;
  memory: string;
}

function Table({ name, rows, pages, memory }: TableProps) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const { shown, before, after } = useWindowed({
    box: body,
    items: rows,
    keyOf: ({ place }) => String(place),
    estimate: 37,
    memory,
    hasMore: pages.hasNextPage,
    onEnd: nextPage(pages),
  });
  const unit = units[name];
  const valued = unit !== "conversations";
  const title = t(`board.figures.${name}.title`);

  return (
    <section
      aria-label={title}
      className="mt-5 overflow-x-auto overflow-y-hidden rounded-xl border border-line bg-surface"
    >
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
        <tbody ref={body} tabIndex={-1} className="outline-none">
          {before > 0 && <Space height={before} />}
          {shown.map(({ item: { conversation, value }, key }) => (
            <tr
              key={key}
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
          {after > 0 && <Space height={after} />}
        </tbody>
      </table>
      <MorePages query={pages} />
    </section>
  );
}

/** Rows of the table that are not in the page. */
const Space = ({ height }: { height: number }) => <tr data-space aria-hidden="true" style={{ height }} />;
