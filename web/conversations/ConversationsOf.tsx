import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ConversationRow } from "../../shared/conversation-shape.ts";
import { listConversations } from "../../shared/views.ts";
import { useNextPage } from "../lib/next-page.ts";
import { pagesOf } from "../lib/query.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { GridSkeleton } from "../ui/GridSkeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { VirtualGrid } from "../ui/VirtualGrid.tsx";
import { SubjectLine, subjectLineHeight } from "./SubjectLine.tsx";

const rowKey = (row: ConversationRow) => row.id;

/** Every conversation of one customer: those under way, and those resolved. */
export function ConversationsOf({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [view, setView] = useState<"all" | "resolved">("all");
  const list = useInfiniteQuery(pagesOf(listConversations, { query: { view, customerId } }));
  const { data, error, refetch, hasNextPage } = list;
  const more = useNextPage(list);
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);

  return (
    <>
      <div className="border-b border-line px-3 py-2">
        <Tabs
          label={t("customers.conversations")}
          value={view}
          onChange={setView}
          items={[
            { value: "all", label: t("customers.underWay") },
            { value: "resolved", label: t("conversations.views.resolved") },
          ]}
        />
      </div>
      {rows && rows.length > 0 ? (
        <VirtualGrid
          label={t("customers.conversations")}
          items={rows}
          keyOf={rowKey}
          Row={SubjectLine}
          rowHeight={subjectLineHeight}
          onOpen={({ id }) =>
            void navigate({ to: "/inbox/$view/$conversationId", params: { view: "all", conversationId: id } })
          }
          hasMore={hasNextPage}
          onEnd={more}
          memory={`customer ${customerId} ${view}`}
        />
      ) : rows ? (
        <EmptyState
          icon={<MessagesSquare />}
          title={t(view === "all" ? "customers.nothingUnderWay" : "customers.nothingResolved")}
        />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <GridSkeleton rowHeight={subjectLineHeight} />
      )}
    </>
  );
}
