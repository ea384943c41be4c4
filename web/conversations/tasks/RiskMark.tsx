import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { useMayAs } from "../../people/people.ts";
import { cx } from "../../ui/cx.ts";
import { openTask } from "./open-task.ts";
import { taskOwner, useTasks } from "./tasks.ts";

const weight = { late: 0, soon: 1, after_promise: 2 };

/** Beside the promise: what others have not done yet endangers it. */
export function RiskMark({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  const [worst] = useTasks(conversation.id)
    .flatMap((task) => (task.endangers ? [{ task, danger: task.endangers }] : []))
    .toSorted((a, b) => weight[a.danger] - weight[b.danger]);
  if (!worst) return null;

  const { task, danger } = worst;
  const why = t(`tasks.dangers.${danger}`, { title: task.title, who: taskOwner(task) ?? "" });
  const look = cx(
    "flex shrink-0 items-center gap-1 rounded px-1.5 text-xs leading-5 font-medium",
    danger === "late" ? "bg-late-soft text-late" : "bg-soon-soft text-soon",
  );
  const face = (
    <>
      <TriangleAlert className="size-3.5" aria-hidden="true" />
      {t("tasks.atRisk")}
      <span className="sr-only">: {why}</span>
    </>
  );
  if (!isAgent)
    return (
      <span className={look} title={why}>
        {face}
      </span>
    );
  return (
    <button type="button" className={look} title={why} onClick={() => openTask.set(task)}>
      {face}
    </button>
  );
}
