import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { TaskList } from "./TaskList.tsx";
import { useTasks } from "./tasks.ts";

/** The tasks beside a conversation. */
export function TasksPart({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const open = useTasks(conversation.id).filter(({ state }) => state === "open").length;
  return (
    <section aria-label={t("tasks.title")} className="border-t border-line px-4 py-3">
      <div className="mb-1 flex h-6 items-center justify-between text-xs text-faint">
        <h2 className="font-medium">{t("tasks.title")}</h2>
        {open > 0 && <span>{t("tasks.open", { count: open })}</span>}
      </div>
      <TaskList conversation={conversation} />
    </section>
  );
}
