import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { listSideMessages, type SideConversation } from "../../shared/side-conversations.ts";
import { pagesOf } from "../lib/query.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { SideComposer } from "./SideComposer.tsx";
import { SideMessageCard } from "./SideMessageCard.tsx";

/** What was written in a side conversation, the newest in sight, and where one writes. */
export function SideThread({ side }: { side: SideConversation }) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(
    pagesOf(listSideMessages, { params: { id: side.id } }),
  );
  const messages = data && [...data.pages].reverse().flatMap(({ items }) => items);
  const newest = messages?.at(-1)?.id;
  useEffect(() => {
    if (newest) end.current?.scrollIntoView({ block: "nearest" });
  }, [newest]);

  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
        {hasNextPage && (
          <Button size="sm" className="mb-3" onClick={() => void fetchNextPage()}>
            {t("side.earlier")}
          </Button>
        )}
        {error && !messages ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : messages ? (
          <ol aria-label={t("side.messages")} aria-live="polite" className="flex flex-col gap-3">
            {messages.map((message) => (
              <li key={message.id}>
                <SideMessageCard message={message} side={side} />
              </li>
            ))}
          </ol>
        ) : (
          <div aria-busy="true" className="flex flex-col gap-3">
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-4 w-1/2" />
          </div>
        )}
        <div ref={end} />
      </div>
      {side.mayWrite && <SideComposer side={side} />}
    </>
  );
}
