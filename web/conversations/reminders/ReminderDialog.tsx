import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeReminder, listReminders, type Reminder, remind } from "../../../shared/reminders.ts";
import { call } from "../../lib/call.ts";
import { asProblem } from "../../lib/problem.ts";
import { spokenTime } from "../../lib/time.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { problemText } from "../../ui/problem-text.ts";
import { toast } from "../../ui/Toast.tsx";
import { TimeChoice } from "../acts/TimeChoice.tsx";
import { useQuickTimes } from "../acts/use-quick-times.ts";

interface Props {
  conversationId: string;
  /** Null for a new one. */
  reminder: Reminder | null;
  onClose: () => void;
}

/** Reminds oneself of a conversation, or moves a reminder. */
export function ReminderDialog({ conversationId, reminder, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const options = useQuickTimes();
  const [text, setText] = useState(reminder?.text ?? "");
  const [dueAt, setDueAt] = useState<Date | null>(options[0]?.at ?? null);
  const keeping = useMutation({
    mutationFn: (at: Date) => {
      const body = { text: text.trim(), dueAt: at };
      return reminder
        ? call(changeReminder, { params: { id: reminder.id }, body })
        : call(remind, { params: { id: conversationId }, body });
    },
    onSuccess: (kept) => {
      toast(t("reminders.done", { when: spokenTime(kept.dueAt, new Date()) }));
      onClose();
    },
    onError: (error) => toast.error(problemText(asProblem(error)).title),
    onSettled: () => queries.invalidateQueries({ queryKey: [listReminders.path] }),
  });

  return (
    <Dialog
      open
      onClose={onClose}
      title={t(reminder ? "reminders.change" : "reminders.set")}
      description={t("reminders.lead")}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (dueAt) keeping.mutate(dueAt);
        }}
      >
        <Field label={t("reminders.what")}>
          <Input
            autoFocus
            value={text}
            onValueChange={setText}
            maxLength={300}
            placeholder={t("reminders.untitled")}
          />
        </Field>
        <TimeChoice label={t("reminders.when")} options={options} value={dueAt} onChange={setDueAt} />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={keeping.isPending} disabled={!dueAt}>
            {t("reminders.set")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
