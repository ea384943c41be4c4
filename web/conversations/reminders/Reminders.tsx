import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endReminder, listReminders, type Reminder } from "../../../shared/reminders.ts";
import { call } from "../../lib/call.ts";
import { asProblem } from "../../lib/problem.ts";
import { queryOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { DueTime } from "../../ui/DueTime.tsx";
import { problemText } from "../../ui/problem-text.ts";
import { toast } from "../../ui/Toast.tsx";
import { ReminderDialog } from "./ReminderDialog.tsx";

/** What I want to be reminded of, what is due next first; nothing where there is none. */
export function Reminders() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery(queryOf(listReminders, {}));
  const [moving, setMoving] = useState<Reminder | null>(null);
  if (!data || data.items.length === 0) return null;

  const end = ({ id }: Reminder) =>
    call(endReminder, { params: { id } })
      .then(
        () => toast(t("reminders.ended")),
        (error: unknown) => toast.error(problemText(asProblem(error)).title),
      )
      .finally(() => void queries.invalidateQueries({ queryKey: [listReminders.path] }));

  return (
    <section aria-label={t("reminders.title")} className="mt-6">
      <h2 className="mb-1 text-xs font-medium text-faint">{t("reminders.title")}</h2>
      <ul className="divide-y divide-line/60 rounded-xl border border-line bg-surface px-4">
        {data.items.map((reminder) => {
          const words = reminder.text || t("reminders.untitled");
          return (
            <li key={reminder.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <div className="min-w-40 flex-1">
                <button
                  type="button"
                  onClick={() => setMoving(reminder)}
                  className="rounded text-start hover:underline"
                >
                  <bdi>{words}</bdi>
                </button>
                <p className="flex flex-wrap gap-x-2 text-xs text-faint">
                  <Link
                    to="/inbox/$view/$conversationId"
                    params={{ view: "all", conversationId: reminder.conversation.id }}
                    className="min-w-0 truncate text-soft underline underline-offset-2"
                  >
                    #{reminder.conversation.number} <bdi>{reminder.conversation.subject}</bdi>
                  </Link>
                  <DueTime at={reminder.dueAt} soonMinutes={0} />
                </p>
              </div>
              <Button size="sm" onClick={() => void end(reminder)}>
                {t("reminders.end")}
                <span className="sr-only">{words}</span>
              </Button>
            </li>
          );
        })}
      </ul>
      {moving && (
        <ReminderDialog
          conversationId={moving.conversation.id}
          reminder={moving}
          onClose={() => setMoving(null)}
        />
      )}
    </section>
  );
}
