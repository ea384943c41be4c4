import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversations.ts";
import { Part } from "../../customers/Part.tsx";
import { TaskList } from "./TaskList.tsx";
import { useTasks } from "./tasks.ts";

/** The tasks beside a conversation. */
export function TasksPart({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const open = useTasks(conversation.id).filter(({ state }) => state === "open").length;
  return (
    <Part
      title={t("tasks.title")}
      action={open > 0 && <span className="text-xs text-faint">{t("tasks.open", { count: open })}</span>}
    >
      <TaskList conversation={conversation} />
    </Part>
  );
}
