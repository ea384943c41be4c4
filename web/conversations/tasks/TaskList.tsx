import { useQuery } from "@tanstack/react-query";
import { ListChecks, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { insertChecklist, listChecklists, orderTasks } from "../../../shared/tasks.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { useMayAs, useMe } from "../../people/people.ts";
import { ChoiceButton } from "../../ui/ChoiceButton.tsx";
import { Ordered } from "../../ui/Ordered.tsx";
import { openTask } from "./open-task.ts";
import { TaskLine } from "./TaskLine.tsx";
import { useTaskAct, useTasks } from "./tasks.ts";

const quiet =
  "-mx-1.5 inline-flex min-h-7 items-center gap-1.5 rounded-md px-1.5 text-xs text-soft hover:bg-hover hover:text-ink";

/** What has to be done for a conversation, each ticked where it stands. */
export function TaskList({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const me = useMe();
  const isAgent = useMayAs("agent");
  const items = useTasks(conversation.id);
  const act = useTaskAct();
  const order = (ids: string[]) =>
    act.mutateAsync({ run: () => call(orderTasks, { params: { id: conversation.id }, body: { ids } }) });

  return (
    <>
      {items.length > 0 && (
        <Ordered
          label={t("tasks.title")}
          items={items.map((task) => ({ ...task, name: task.title }))}
          onOrder={isAgent && items.length > 1 ? order : undefined}
          bare
        >
          {(task) => (
            <TaskLine
              task={task}
              mayTick={isAgent || task.assignee?.id === me.id}
              onOpen={isAgent ? () => openTask.set(task) : undefined}
            />
          )}
        </Ordered>
      )}
      {isAgent && conversation.mergedIntoId === null && (
        <div className="flex flex-wrap gap-x-4">
          <button type="button" className={quiet} onClick={() => openTask.set("new")}>
            <Plus className="size-3.5" aria-hidden="true" />
            {t("tasks.add")}
          </button>
          <InsertChecklist conversationId={conversation.id} />
        </div>
      )}
    </>
  );
}

function InsertChecklist({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation();
  const act = useTaskAct();
  const { data } = useQuery(queryOf(listChecklists, {}));
  const lists = data?.items ?? [];
  if (lists.length === 0) return null;
  return (
    <ChoiceButton
      label={t("tasks.insert")}
      placeholder={t("tasks.find")}
      empty={t("tasks.noChecklist")}
      items={lists.map(({ id, name, steps }) => ({ value: id, label: name, detail: String(steps.length) }))}
      chosen={[]}
      onChoose={(checklistId) =>
        act.mutate({
          run: () => call(insertChecklist, { params: { id: conversationId }, body: { checklistId } }),
          done: t("tasks.inserted", { name: lists.find(({ id }) => id === checklistId)?.name ?? "" }),
        })
      }
      className={quiet}
    >
      <ListChecks className="size-3.5" aria-hidden="true" />
      <span aria-hidden="true">{t("tasks.insert")}</span>
    </ChoiceButton>
  );
}
