import { useInfiniteQuery } from "@tanstack/react-query";
import { MessageCircleWarning } from "lucide-react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../../shared/messages.ts";
import { type Store, useStore } from "../../lib/store.ts";
import { clockTime } from "../../lib/time.ts";
import { useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { messagesQuery } from "../conversation.ts";
import type { Draft } from "./draft.ts";
import { isEmpty, plainOf } from "./rich-text.ts";

/** Messages that somebody else sent since one began to write, and the newest of all. Ids grow with time. */
export function useAnsweredSince(conversationId: string, store: Store<Draft>) {
  const { data } = useInfiniteQuery(messagesQuery(conversationId));
  const me = useMe().id;
  const draft = useStore(store);
  const writing = !isEmpty(draft.reply);
  const newest = useMemo(
    () => data?.pages.flatMap((page) => page.items.map(({ id }) => id)).reduce((a, b) => (a > b ? a : b), ""),
    [data],
  );

  useEffect(() => {
    if (writing && !draft.after && newest) store.set((before) => ({ ...before, after: newest }));
    if (!writing && draft.after) store.set((before) => ({ ...before, after: null }));
  }, [writing, draft.after, newest, store]);

  const { after } = draft;
  const since = useMemo(() => {
    if (!writing || !after) return [];
    const all = data?.pages.toReversed().flatMap((page) => page.items) ?? [];
    return all.filter(({ id, kind, author }) => kind === "reply" && id > after && author.id !== me);
  }, [data, writing, after, me]);
  const seen = () => store.set((before) => ({ ...before, after: newest || before.after }));
  return { since, seen };
}

interface Props {
  since: readonly Message[];
  onKeep: () => void;
  onDiscard: () => void;
  onSendAnyway: (() => void) | null;
}

/** Somebody was faster: who, and what they wrote since one began. */
export function AnsweredBar({ since, onKeep, onDiscard, onSendAnyway }: Props) {
  const { t } = useTranslation();
  if (since.length === 0) return null;
  const names = [
    ...new Set(since.map(({ author }) => author.name || author.address || t("conversations.someone"))),
  ];
  return (
    <section aria-label={t("answered.label")} className="rounded-lg bg-soon-soft px-3 py-2">
      <p role="status" className="flex items-start gap-2 font-medium text-soon">
        <MessageCircleWarning className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
        {t("answered.title", { names: names.join(", ") })}
      </p>
      <ul
        className="my-2 flex max-h-40 flex-col gap-2 overflow-y-auto"
        tabIndex={0}
        aria-label={t("answered.new")}
      >
        {since.map((message) => (
          <li key={message.id} className="border-s-2 border-soon ps-3">
            <p className="text-xs text-soft">
              {message.author.name || message.author.address} · {clockTime(message.at)}
            </p>
            <p dir="auto" className="break-words whitespace-pre-wrap">
              {message.text || plainOf(message.html ?? "")}
            </p>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={onKeep}>
          {t("answered.keep")}
        </Button>
        <Button size="sm" look="plain" onClick={onDiscard}>
          {t("answered.discard")}
        </Button>
        {onSendAnyway && (
          <Button size="sm" look="plain" className="ms-auto" onClick={onSendAnyway}>
            {t("answered.sendAnyway")}
          </Button>
        )}
      </div>
    </section>
  );
}
