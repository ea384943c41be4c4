import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { FieldRows } from "../../fields/FieldRows.tsx";
import { DetailChoice } from "./DetailChoice.tsx";
import { Suggestions } from "./Suggestions.tsx";
import type { MissingParts } from "./use-missing.ts";

interface Props {
  conversation: Conversation;
  missing: MissingParts;
}

/** Just what is missing, filled in right here. */
export function Missing({ conversation, missing }: Props) {
  const { t } = useTranslation();
  const { sheet, topic, rootCause, shown, asks } = missing;
  if (!asks) return null;
  return (
    <section
      aria-label={t("details.beforeResolving")}
      className="mb-4 rounded-lg border border-line px-3 py-2"
    >
      <h3 className="mb-1 font-medium">{t("details.beforeResolving")}</h3>
      <dl>
        {shown.has("topic") && (
          <DetailChoice conversationId={conversation.id} name="topic" detail={topic} mayChange required />
        )}
        {shown.has("rootCause") && (
          <DetailChoice
            conversationId={conversation.id}
            name="rootCause"
            detail={rootCause}
            mayChange
            required
          />
        )}
        <FieldRows sheet={sheet} mayChange only={shown} />
      </dl>
      {shown.has(conversation.topicId ? "rootCause" : "topic") && (
        <Suggestions conversation={conversation} topic={topic} rootCause={rootCause} />
      )}
    </section>
  );
}
