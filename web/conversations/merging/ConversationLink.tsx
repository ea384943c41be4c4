import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { Cut } from "../../ui/Cut.tsx";

interface Props {
  one: Pick<Conversation, "id" | "number" | "subject"> & Partial<Pick<Conversation, "state">>;
}

/** Another conversation by number and subject, opened by a click. */
export function ConversationLink({ one: { id, number, subject, state } }: Props) {
  const { t } = useTranslation();
  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view: "all", conversationId: id }}
      className="flex min-w-0 items-baseline gap-2 rounded text-coral-ink underline-offset-2 hover:underline"
    >
      <span className="min-w-0 truncate">
        <Cut>{subject}</Cut>
      </span>
      <span className="shrink-0 text-xs text-faint">
        #{number}
        {state && ` · ${t(`states.short.${state}`)}`}
      </span>
    </Link>
  );
}
