import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Conversation, snooze } from "../../../shared/conversations.ts";
import { call } from "../../lib/call.ts";
import { hour, spokenTime, useNow } from "../../lib/time.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { useAct } from "../conversation.ts";
import { TimeChoice, type TimeOption } from "./TimeChoice.tsx";
import { useQuickTimes } from "./use-quick-times.ts";

/** Out of sight for a while, never beyond the promise. */
export function SnoozeDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const now = useNow();
  const [opened] = useState(now);
  const quick = useQuickTimes();
  const end = conversation.promise?.dueAt;
  const options: TimeOption[] = [
    { id: "hour", label: t("acts.inHours", { count: 1 }), at: new Date(opened.getTime() + hour) },
    { id: "hours", label: t("acts.inHours", { count: 3 }), at: new Date(opened.getTime() + 3 * hour) },
    ...quick,
  ].filter(({ at }) => !end || at <= end);
  const [until, setUntil] = useState<Date | null>(options[0]?.at ?? null);

  const hide = () => {
    if (!until) return;
    act.mutate(
      {
        run: () => call(snooze, { params: { id: conversation.id }, body: { until } }),
        done: t("acts.snoozed", { when: spokenTime(until, new Date()) }),
      },
      { onSuccess: onClose },
    );
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("acts.snoozeTitle")}
      description={end ? t("acts.snoozeLead", { when: spokenTime(end, now) }) : undefined}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          hide();
        }}
      >
        <TimeChoice label={t("acts.until")} options={options} value={until} onChange={setUntil} />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={act.isPending} disabled={!until}>
            {t("acts.snoozeAct")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
