import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Conversation } from "../../../shared/conversation-shape.ts";
import { putOnHold, waitForCustomer } from "../../../shared/conversation-states.ts";
import { makePromise } from "../../../shared/conversations.ts";
import { firstName } from "../../customers/names.ts";
import { call } from "../../lib/call.ts";
import { spokenTime } from "../../lib/time.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { useAct } from "../conversation.ts";
import { TimeChoice } from "./TimeChoice.tsx";
import { useQuickTimes } from "./use-quick-times.ts";

interface Props {
  conversation: Conversation;
  onClose: () => void;
  act: "promise" | "hold" | "wait";
}

const endpoints = { promise: makePromise, hold: putOnHold, wait: waitForCustomer };

/** What happens next, by when: alone, or while one waits for the customer or for somebody else. */
export function PromiseDialog({ conversation, onClose, act: kind }: Props) {
  const { t } = useTranslation();
  const act = useAct();
  const options = useQuickTimes();
  const name = firstName(conversation.customer);
  const [text, setText] = useState(() => t(`acts.${kind}Default`, { name }));
  const [dueAt, setDueAt] = useState<Date | null>(() => options.at(kind === "promise" ? 0 : -1)?.at ?? null);

  const keep = () => {
    if (!dueAt || !text.trim()) return;
    const promise = { text: text.trim(), dueAt };
    const params = { id: conversation.id };
    const run = () => {
      if (kind === "promise") return call(endpoints.promise, { params, body: promise });
      return call(kind === "hold" ? endpoints.hold : endpoints.wait, { params, body: { promise } });
    };
    act.mutate(
      { run, done: t(`acts.${kind}Done`, { name, when: spokenTime(dueAt, new Date()) }) },
      { onSuccess: onClose },
    );
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`acts.${kind}Title`, { name })}
      description={t(`acts.${kind}Lead`, { name })}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
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
            {t(`acts.${kind}Act`, { name })}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
