import { useQuery } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { suggestTopics } from "../../../shared/topics.ts";
import { useActions } from "../../lib/actions.ts";
import { queryOf } from "../../lib/query.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { useTopics } from "./lists.ts";
import type { Detail } from "./use-details.ts";

/** Topics that the text suggests, while it has none; the first one is taken by one key. */
export function Suggestions({ conversation, topic }: { conversation: Conversation; topic: Detail }) {
  const { t } = useTranslation();
  const topics = useTopics();
  const wanted = conversation.topicId === null && topics.length > 0;
  const { data } = useQuery({
    ...queryOf(suggestTopics, { params: { id: conversation.id } }),
    enabled: wanted,
  });
  const items = wanted ? (data?.items ?? []) : [];
  const [best] = items;
  useActions(
    best
      ? [
          {
            id: "conversation.acceptTopic",
            group: "conversation",
            title: "details.acceptTopic",
            keys: ".",
            run: () => topic.choose(best.topicId),
          },
        ]
      : [],
  );
  if (items.length === 0) return null;

  return (
    <div role="group" aria-label={t("details.suggestions")} className="flex flex-wrap gap-1 pb-1.5">
      {items.map(({ topicId, name, words }, index) => (
        <button
          key={topicId}
          type="button"
          title={t("details.because", { words: words.join(", ") })}
          onClick={() => topic.choose(topicId)}
          className="flex h-6 max-w-full items-center gap-1 rounded-md border border-dashed border-field px-1.5 text-xs text-soft hover:bg-hover hover:text-ink"
        >
          <Sparkles className="size-3 shrink-0" aria-hidden="true" />
          <span className="truncate">{name}</span>
          {index === 0 && <Kbd keys="." />}
        </button>
      ))}
    </div>
  );
}
