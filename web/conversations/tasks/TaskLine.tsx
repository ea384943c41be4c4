import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Task } from "../../../shared/tasks.ts";
import { exactTime } from "../../lib/time.ts";
import { useMe } from "../../people/people.ts";
import { cx } from "../../ui/cx.ts";
import { DueTime } from "../../ui/DueTime.tsx";
import { taskOwner, useTick } from "./tasks.ts";

interface Props {
  task: Task;
  /** Left out for those who may not change it. */
  onOpen?: (() => void) | undefined;
  mayTick: boolean;
  /** Where it belongs, in a list of several conversations. */
  children?: ReactNode;
}

/** A task: its box, its words, who has it and by when. */
export function TaskLine({ task, onOpen, mayTick, children }: Props) {
  const { t } = useTranslation();
  const tick = useTick();
  const { workspace } = useMe();
  const { title, state, dueAt, brokenAt, settledAt, settledBy } = task;
  const done = state === "done";
  const owner = taskOwner(task);
  const words = cx("min-w-0 break-words text-start", done && "text-faint line-through");

  return (
    <div className="flex min-h-8 items-start gap-2 py-1">
      <Base.Root
        checked={done}
        disabled={!mayTick}
        onCheckedChange={() => tick(task)}
        aria-label={title}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded border border-field bg-surface data-[checked]:border-coral data-[checked]:bg-coral"
      >
        <Base.Indicator className="text-on-coral">
          <Check className="size-3" strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      <div className="min-w-0 flex-1">
        {onOpen && !done ? (
          <button type="button" onClick={onOpen} className={cx(words, "rounded hover:underline")}>
            <bdi>{title}</bdi>
          </button>
        ) : (
          <p className={words}>
            <bdi>{title}</bdi>
          </p>
        )}
        <p className="flex flex-wrap gap-x-2 text-xs text-faint">
          {children}
          {!done && owner && <span>{owner}</span>}
          {!done && dueAt && (
            <DueTime at={dueAt} soonMinutes={workspace.dueSoonMinutes} broken={brokenAt !== null} />
          )}
          {done && settledBy && (
            <span title={settledAt ? exactTime(settledAt) : undefined}>
              {t("tasks.doneBy", { name: settledBy.name })}
            </span>
          )}
          {done && brokenAt && <span className="text-late">{t("tasks.doneLate")}</span>}
        </p>
      </div>
    </div>
  );
}
