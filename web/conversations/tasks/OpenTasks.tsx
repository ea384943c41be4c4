import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { useTasks } from "./tasks.ts";

interface Props {
  conversation: Conversation;
  drop: boolean;
  onChange: (drop: boolean) => void;
}

/** Asks, before a conversation is resolved, what becomes of its open tasks; nothing where there are none. */
export function OpenTasks({ conversation, drop, onChange }: Props) {
  const { t } = useTranslation();
  const open = useTasks(conversation.id).filter(({ state }) => state === "open");
  if (open.length === 0) return null;
  return (
    <fieldset className="mb-4 rounded-lg border border-line p-3">
      <legend className="px-1 font-medium">{t("tasks.resolve.title", { count: open.length })}</legend>
      <ul className="mb-2 list-disc ps-5 text-soft">
        {open.slice(0, 5).map(({ id, title }) => (
          <li key={id}>
            <bdi>{title}</bdi>
          </li>
        ))}
      </ul>
      {[false, true].map((value) => (
        <label key={String(value)} className="flex min-h-7 items-center gap-2">
          <input type="radio" name="open-tasks" checked={drop === value} onChange={() => onChange(value)} />
          {t(value ? "tasks.resolve.drop" : "tasks.resolve.keep")}
        </label>
      ))}
    </fieldset>
  );
}
