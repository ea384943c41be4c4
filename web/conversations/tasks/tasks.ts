import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  completeTask,
  listConversationTasks,
  listTasks,
  reopenTask,
  type Task,
} from "../../../shared/tasks.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { useAct } from "../../ui/use-act.ts";

/** The tasks of a conversation; empty until they are here. */
export function useTasks(conversationId: string): readonly Task[] {
  const { data } = useQuery(queryOf(listConversationTasks, { params: { id: conversationId } }));
  return data?.items ?? [];
}

/** Does something to tasks. */
export const useTaskAct = () => useAct(listConversationTasks, listTasks);

/** Ticks a task, or takes the tick back. */
export function useTick(): (task: Task) => void {
  const { t } = useTranslation();
  const act = useTaskAct();
  return ({ id, title, state }) => {
    const open = state === "open";
    act.mutate({
      run: () => call(open ? completeTask : reopenTask, { params: { id } }),
      done: t(open ? "tasks.done" : "tasks.undone", { title }),
    });
  };
}

/** Who has it, in a name; null when it is whoever's holds the conversation. */
export const taskOwner = ({ assignee, team }: Task): string | null => assignee?.name ?? team?.name ?? null;
