import { useQuery } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { suggestRootCauses, suggestTopics } from "../../../shared/topics.ts";
import { useActions } from "../../lib/actions.ts";
import { queryOf } from "../../lib/query.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import type { Detail } from "./use-details.ts";

interface Props {
  conversation: Conversation;
  topic: Detail;
  rootCause: Detail;
}

/** What the text suggests: topics while it has none, then root causes; the first one is taken by one key. */
export function Suggestions({ conversation, topic, rootCause }: Props) {
  if (conversation.topicId === null) return <Topics id={conversation.id} topic={topic} />;
  if (conversation.rootCauseId === null) return <RootCauses id={conversation.id} rootCause={rootCause} />;
  return null;
}

function Topics({ id, topic }: { id: string; topic: Detail }) {
  const { t } = useTranslation();
  const known = topic.items.length > 0;
  const { data } = useQuery({ ...queryOf(suggestTopics, { params: { id } }), enabled: known });
  const items = (data?.items ?? []).map(({ topicId, name, words }) => ({ id: topicId, name, words }));
  return (
    <Offered label={t("details.suggestions")} accept="details.acceptTopic" items={items} detail={topic} />
  );
}

function RootCauses({ id, rootCause }: { id: string; rootCause: Detail }) {
  const { t } = useTranslation();
  const known = rootCause.items.length > 0;
  const { data } = useQuery({ ...queryOf(suggestRootCauses, { params: { id } }), enabled: known });
  const items = (data?.items ?? []).map(({ rootCauseId, name, words }) => ({ id: rootCauseId, name, words }));
  return (
    <Offered
      label={t("details.causeSuggestions")}
      accept="details.acceptCause"
      items={items}
      detail={rootCause}
    />
  );
}

interface OfferedProps {
  label: string;
  accept: "details.acceptTopic" | "details.acceptCause";
  items: readonly { id: string; name: string; words: readonly string[] }[];
  detail: Detail;
}

function Offered({ label, accept, items, detail }: OfferedProps) {
  const { t } = useTranslation();
  const [best] = items;
  const action = {
    id: "conversation.acceptSuggestion",
    group: "conversation",
    title: accept,
    keys: ".",
    run: () => best && detail.choose(best.id),
  } as const;
  useActions(best ? [action] : []);
  if (!best) return null;

  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-1 pb-1.5">
      {items.map(({ id, name, words }, index) => (
        <button
          key={id}
          type="button"
          title={t("details.because", { words: words.join(", ") })}
          onClick={() => detail.choose(id)}
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
