import { useEffect } from "react";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { useActions } from "../../lib/actions.ts";
import { useStore } from "../../lib/store.ts";
import { useMayAs } from "../../people/people.ts";
import { ReminderDialog } from "../reminders/ReminderDialog.tsx";
import { openTask } from "./open-task.ts";
import { TaskDialog } from "./TaskDialog.tsx";

/** Tasks and reminders by key and by palette, and the dialog they open. */
export function TaskActs({ conversation }: { conversation: Conversation }) {
  const isAgent = useMayAs("agent");
  const open = useStore(openTask);
  const close = () => openTask.set(null);
  useEffect(() => () => openTask.set(null), []);
  useActions([
    {
      id: "conversation.remind",
      group: "conversation",
      title: "actions.remind",
      keys: "d r",
      run: () => openTask.set("reminder"),
    },
  ]);
  useActions(
    isAgent && conversation.mergedIntoId === null
      ? [
          {
            id: "conversation.addTask",
            group: "conversation",
            title: "actions.addTask",
            keys: "d k",
            run: () => openTask.set("new"),
          },
        ]
      : [],
  );
  if (open === null) return null;
  if (open === "reminder")
    return <ReminderDialog conversationId={conversation.id} reminder={null} onClose={close} />;
  return <TaskDialog conversationId={conversation.id} task={open === "new" ? null : open} onClose={close} />;
}
