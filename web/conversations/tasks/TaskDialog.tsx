import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addTask, changeTask, dropTask, type Task } from "../../../shared/tasks.ts";
import { call } from "../../lib/call.ts";
import { useColleagues } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { TimeChoice } from "../acts/TimeChoice.tsx";
import { useQuickTimes } from "../acts/use-quick-times.ts";
import { useTaskAct } from "./tasks.ts";

interface Props {
  conversationId: string;
  /** Null for a new one. */
  task: Task | null;
  onClose: () => void;
}

/** A task: what, who, by when. */
export function TaskDialog({ conversationId, task, onClose }: Props) {
  const { t } = useTranslation();
  const act = useTaskAct();
  const options = useQuickTimes();
  const people = useWhoCan(task);
  const [title, setTitle] = useState(task?.title ?? "");
  const [who, setWho] = useState(whoOf(task));
  const [dueAt, setDueAt] = useState<Date | null>(task?.dueAt ?? null);
  const forTeam = who.startsWith("team:");
  const ready = title.trim() !== "" && (!forTeam || dueAt !== null);

  const save = () => {
    if (!ready) return;
    const [kind, id = null] = who.split(":");
    const body = {
      title: title.trim(),
      assigneeId: kind === "agent" ? id : null,
      teamId: kind === "team" ? id : null,
      dueAt,
    };
    // Unchanged, the time is not asked for anew: it may have passed.
    const { dueAt: _, ...rest } = body;
    const same = task?.dueAt?.getTime() === dueAt?.getTime();
    const run = () =>
      task
        ? call(changeTask, { params: { id: task.id }, body: same ? rest : body })
        : call(addTask, { params: { id: conversationId }, body });
    act.mutate({ run, done: t(task ? "tasks.changed" : "tasks.added") }, { onSuccess: onClose });
  };
  const drop = () =>
    task &&
    act.mutate(
      { run: () => call(dropTask, { params: { id: task.id } }), done: t("tasks.dropped") },
      { onSuccess: onClose },
    );

  return (
    <Dialog open onClose={onClose} title={t(task ? "tasks.change" : "tasks.add")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label={t("tasks.what")}>
          <Input autoFocus value={title} onValueChange={setTitle} maxLength={300} />
        </Field>
        <Field label={t("tasks.who")}>
          <Select value={who} onChange={setWho} items={people} />
        </Field>
        <TimeChoice label={t("tasks.byWhen")} options={options} value={dueAt} onChange={setDueAt} />
        {forTeam && dueAt === null ? (
          <p role="status" className="text-soft">
            {t("tasks.teamNeedsTime")}
          </p>
        ) : (
          dueAt &&
          !forTeam && (
            <Button size="sm" className="self-start" onClick={() => setDueAt(null)}>
              {t("tasks.noTime")}
            </Button>
          )
        )}
        <Actions>
          {task && (
            <span className="me-auto">
              <Button look="danger" onClick={drop}>
                {t("tasks.drop")}
              </Button>
            </span>
          )}
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={act.isPending} disabled={!ready}>
            {t(task ? "tasks.save" : "tasks.add")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

function whoOf(task: Task | null): string {
  if (task?.assignee) return `agent:${task.assignee.id}`;
  return task?.team ? `team:${task.team.id}` : "holder";
}

/** Whoever holds it, everybody who works here, and all teams; who has the task stays to be chosen. */
function useWhoCan(task: Task | null): { value: string; label: string }[] {
  const { t } = useTranslation();
  const { agents, teams } = useColleagues();
  return [
    { value: "holder", label: t("tasks.ofHolder") },
    ...agents
      .filter(({ id, active, joined }) => (active && joined) || id === task?.assignee?.id)
      .map(({ id, name }) => ({ value: `agent:${id}`, label: name })),
    ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: t("tasks.team", { name }) })),
  ];
}
