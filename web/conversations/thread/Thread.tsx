import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ArrowDown } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Conversation } from "../../../shared/conversation-shape.ts";
import { listHappenings } from "../../../shared/happenings.ts";
import { announce } from "../../lib/announce.ts";
import { queryOf } from "../../lib/query.ts";
import { dayName, useNow } from "../../lib/time.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { messagesQuery } from "../conversation.ts";
import { Happenings } from "./Happenings.tsx";
import { LaterReplies } from "./LaterReplies.tsx";
import { MessageCard } from "./MessageCard.tsx";
import { ThreadSkeleton } from "./ThreadSkeleton.tsx";
import { threadItems } from "./thread-items.ts";
import { WaitingParcels } from "./WaitingParcels.tsx";

const nearEnd = 120;

/** Everything said and done, newest at the bottom, where one begins to read. */
export function Thread({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const now = useNow();
  const params = { id: conversation.id };
  const messages = useInfiniteQuery(messagesQuery(conversation.id));
  const happenings = useQuery(queryOf(listHappenings, { params, query: { limit: 200 } }));

  const all = useMemo(
    () => messages.data?.pages.toReversed().flatMap((page) => page.items) ?? [],
    [messages.data],
  );
  const items = useMemo(
    () => threadItems(all, happenings.data?.items ?? [], !messages.hasNextPage),
    [all, happenings.data, messages.hasNextPage],
  );
  const last = all.at(-1);
  const { scroller, content, unread, toEnd } = useReadingPlace(last?.id, all[0]?.id);

  useEffect(() => {
    if (unread && last?.direction === "in")
      announce(t("conversations.newMessageFrom", { name: last.author.name }));
  }, [unread, last, t]);

  if (messages.error && !messages.data)
    return <ErrorState error={messages.error} onRetry={() => void messages.refetch()} />;
  if (!messages.data) return <ThreadSkeleton />;

  return (
    <div className="relative min-h-0 flex-1 [@media(max-height:37.5rem)]:min-h-28">
      <div
        ref={scroller}
        className="h-full overflow-y-auto overscroll-contain"
        role="region"
        aria-label={t("conversations.thread")}
        tabIndex={0}
      >
        <div ref={content} className="mx-auto flex max-w-3xl flex-col gap-3 px-5 py-5">
          {messages.hasNextPage && (
            <Button
              className="self-center"
              busy={messages.isFetchingNextPage}
              onClick={() => void messages.fetchNextPage()}
            >
              {t("conversations.earlier")}
            </Button>
          )}
          {items.map((item) => {
            if (item.kind === "day") {
              return (
                <h2
                  key={item.key}
                  className="flex items-center gap-3 py-1 text-xs font-medium text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
                >
                  {dayName(item.at, now)}
                </h2>
              );
            }
            if (item.kind === "message")
              return (
                <MessageCard
                  key={item.key}
                  message={item.message}
                  conversation={conversation}
                  first={item.message.id === all[0]?.id && !messages.hasNextPage}
                />
              );
            return <Happenings key={item.key} happenings={item.happenings} conversation={conversation} />;
          })}
          <LaterReplies conversationId={conversation.id} />
          <WaitingParcels conversationId={conversation.id} />
        </div>
      </div>
      {unread && (
        <Button
          look="primary"
          size="sm"
          icon={<ArrowDown className="size-3.5" />}
          onClick={toEnd}
          className="absolute inset-x-0 bottom-3 mx-auto w-fit shadow-float"
        >
          {t("conversations.newBelow")}
        </Button>
      )}
    </div>
  );
}

/** Stays at the end while one reads there, and where one is while older or newer messages come in. */
function useReadingPlace(lastId: string | undefined, firstId: string | undefined) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ firstId, height: 0 });
  const [unread, setUnread] = useState(false);
  const seen = useRef(lastId);

  const toEnd = () => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // Older messages came in above: what one reads stays under the eye.
    if (before.current.firstId && before.current.firstId !== firstId)
      element.scrollTop += element.scrollHeight - before.current.height;
    else if (atEnd.current) toEnd();
    if (lastId !== seen.current && seen.current && !atEnd.current) setUnread(true);
    seen.current = lastId;
    before.current = { firstId, height: element.scrollHeight };
  }, [firstId, lastId]);

  const ready = Boolean(lastId);
  useEffect(() => {
    const element = scroller.current;
    if (!element || !content.current || !ready) return;
    const onScroll = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
      if (atEnd.current) setUnread(false);
    };
    // Frames and images find their height late; a composer that grows takes room away.
    const grown = new ResizeObserver(() => {
      before.current.height = element.scrollHeight;
      if (atEnd.current) toEnd();
    });
    grown.observe(content.current);
    grown.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      grown.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [ready]);

  return { scroller, content, unread, toEnd };
}
