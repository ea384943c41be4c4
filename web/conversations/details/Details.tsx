import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { DetailRow } from "../../fields/DetailRow.tsx";
import { FieldRows } from "../../fields/FieldRows.tsx";
import { useFieldSheet } from "../../fields/field.ts";
import { useMayAs } from "../../people/people.ts";
import { Tags } from "../Tags.tsx";
import { DetailChoice } from "./DetailChoice.tsx";
import { Suggestions } from "./Suggestions.tsx";
import { useDetails } from "./use-details.ts";

/** What a conversation is about and how it stands, each thing changed where it is read. */
export function Details({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const mayChange = useMayAs("agent");
  const details = useDetails(conversation);
  const sheet = useFieldSheet("conversation", conversation.id);
  const row = (name: keyof typeof details) => {
    const detail = details[name];
    // What the company has no words for is not asked.
    if (detail.items.length === 0 && detail.chosen.length === 0) return null;
    return (
      <DetailChoice
        key={name}
        conversationId={conversation.id}
        name={name}
        detail={detail}
        mayChange={mayChange}
      />
    );
  };

  return (
    <>
      {mayChange && <Suggestions conversation={conversation} {...details} />}
      <dl>
        {row("topic")}
        {row("rootCause")}
        {row("status")}
        {row("type")}
        {row("priority")}
        <DetailRow label={t("details.tags")}>
          <div className="flex min-h-7 flex-wrap items-center gap-1 py-1">
            <Tags conversation={conversation} />
          </div>
        </DetailRow>
        <FieldRows sheet={sheet} mayChange={mayChange} />
      </dl>
    </>
  );
}
