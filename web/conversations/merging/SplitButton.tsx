import { Split } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import type { Message } from "../../../shared/messages.ts";
import { useMay } from "../../people/people.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { openMerging } from "./open-merging.ts";

/** Makes a conversation of its own of what a customer wrote; nothing beside our own words and in what was merged. */
export function SplitButton({ message, conversation }: { message: Message; conversation: Conversation }) {
  const { t } = useTranslation();
  const isAgent = useMay("conversations.merge");
  if (!isAgent || message.direction !== "in" || conversation.mergedIntoId) return null;
  return (
    <IconButton
      label={t("actions.split")}
      onClick={() => openMerging.set({ split: message })}
      className="-my-1 size-6 opacity-0 group-hover/message:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
    >
      <Split />
    </IconButton>
  );
}
