import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { isLeftOpen } from "../../../shared/left-open.ts";
import { closeSides } from "../../../shared/side-conversations.ts";
import { dropTasks } from "../../../shared/tasks.ts";
import { call } from "../../lib/call.ts";
import { useSides } from "../../side-conversations/sides.ts";
import { useTasks } from "../tasks/tasks.ts";
import { LeftOpen } from "./LeftOpen.tsx";

/** What resolving a conversation would leave open, and what becomes of it. */
interface LeftOpenOf {
  /** Somebody has to say what becomes of it. */
  asks: boolean;
  /** Where they say it; nothing when there is nothing open. */
  fields: ReactNode;
  /** Does what was said. */
  settle: () => Promise<void>;
}

/** Decides, wherever one conversation is resolved, whether somebody is asked what becomes of its open tasks and side conversations. */
export function useLeftOpen({ id }: Conversation): LeftOpenOf {
  const { t } = useTranslation();
  const tasks = useTasks(id).filter(isLeftOpen);
  const sides = useSides(id).filter(isLeftOpen);
  const [dropping, setDropping] = useState(false);
  const [closing, setClosing] = useState(false);
  const params = { id };
  const settle = async () => {
    if (dropping && tasks.length > 0) await call(dropTasks, { params });
    if (closing && sides.length > 0) await call(closeSides, { params });
  };
  const fields = (
    <>
      <LeftOpen
        name="open-tasks"
        title={t("tasks.resolve.title", { count: tasks.length })}
        items={tasks.map((task) => ({ id: task.id, text: task.title }))}
        keep={t("tasks.resolve.keep")}
        end={t("tasks.resolve.drop")}
        ending={dropping}
        onChange={setDropping}
      />
      <LeftOpen
        name="open-sides"
        title={t("side.resolve.title", { count: sides.length })}
        items={sides.map(({ id: sideId, subject, asked }) => ({ id: sideId, by: asked.name, text: subject }))}
        keep={t("side.resolve.keep")}
        end={t("side.resolve.close")}
        ending={closing}
        onChange={setClosing}
      />
    </>
  );
  return { asks: tasks.length + sides.length > 0, fields, settle };
}
