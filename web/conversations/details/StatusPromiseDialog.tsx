import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { type Status, setStatus } from "../../../shared/topics.ts";
import { firstName } from "../../customers/names.ts";
import { call } from "../../lib/call.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { TimeChoice } from "../acts/TimeChoice.tsx";
import { useQuickTimes } from "../acts/use-quick-times.ts";
import { useAct } from "../conversation.ts";

interface Props {
  conversation: Conversation;
  status: Status;
  onClose: () => void;
}

/** A status that waits for somebody else: what happens next, and by when. */
export function StatusPromiseDialog({ conversation, status, onClose }: Props) {
  const { t } = useTranslation();
  const act = useAct();
  const options = useQuickTimes();
  const name = firstName(conversation.customer);
  const [text, setText] = useState(t("acts.holdDefault", { name }));
  const [dueAt, setDueAt] = useState<Date | null>(options[0]?.at ?? null);

  const set = () => {
    if (!dueAt || !text.trim()) return;
    const body = { statusId: status.id, promise: { text: text.trim(), dueAt } };
    act.mutate(
      { run: () => call(setStatus, { params: { id: conversation.id }, body }) },
      { onSuccess: onClose },
    );
  };

  return (
    <Dialog open onClose={onClose} title={status.name} description={t("acts.holdLead", { name })}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          set();
        }}
      >
        <Field label={t("acts.whatNext")}>
          <Input autoFocus value={text} onValueChange={setText} maxLength={300} />
        </Field>
        <TimeChoice label={t("acts.byWhen")} options={options} value={dueAt} onChange={setDueAt} />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={act.isPending} disabled={!dueAt || !text.trim()}>
            {t("acts.holdAct")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
