import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../shared/conversation-shape.ts";
import { tagsQuery } from "../conditions/tags.ts";
import { useMayAs } from "../people/people.ts";
import { ChoiceButton } from "../ui/ChoiceButton.tsx";
import { Tag } from "../ui/Tag.tsx";
import { useDetails } from "./details/use-details.ts";

/** The tags of a conversation in their colours; those who may give others find them by typing. */
export function Tags({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const mayChange = useMayAs("agent");
  const { tags: detail } = useDetails(conversation);
  const { data } = useQuery(tagsQuery);
  const colors = new Map(data?.items.map(({ name, color }) => [name, color]));

  return (
    <>
      {conversation.tags.map((tag) => (
        <Tag
          key={tag}
          color={colors.get(tag) ?? null}
          {...(mayChange && { onRemove: () => detail.choose(tag) })}
          removeLabel={t("conversations.removeTag", { tag })}
        >
          {tag}
        </Tag>
      ))}
      {mayChange && (
        <ChoiceButton
          label={t("details.addTag")}
          placeholder={t("details.findOrAdd")}
          empty={t("details.typeTag")}
          items={detail.items}
          chosen={detail.chosen}
          onChoose={detail.choose}
          add={{
            label: (text) => t("details.addNamed", { name: text }),
            run: (text) => detail.add?.(text),
          }}
          several
          onText={detail.onText}
          note={detail.note}
          className="flex h-5 items-center gap-0.5 rounded px-1 text-xs text-faint hover:bg-hover hover:text-ink"
        >
          <Plus className="size-3" aria-hidden="true" />
          {t("conversations.addTag")}
        </ChoiceButton>
      )}
    </>
  );
}
