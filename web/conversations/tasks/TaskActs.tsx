import { useEffect } from "react";
import type { Conversation } from "../../../shared/conversations.ts";
import { useActions } from "../../lib/actions.ts";
import { useStore } from "../../lib/store.ts";
import { useMayAs } from "../../people/people.ts";
import { openTask } from "./open-task.ts";
import { TaskDialog } from "./TaskDialog.tsx";

/** Tasks by key and by palette, and the dialog they open. */
export function TaskActs({ conversation }: { conversation: Conversation }) {
  const isAgent = useMayAs("agent");
  const open = useStore(openTask);
  const close = () => openTask.set(null);
  useEffect(() => () => openTask.set(null), []);
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
  return <TaskDialog conversationId={conversation.id} task={open === "new" ? null : open} onClose={close} />;
}
