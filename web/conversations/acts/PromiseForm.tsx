import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewPromise } from "../../../shared/actions.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { TimeChoice } from "./TimeChoice.tsx";
import { useQuickTimes } from "./use-quick-times.ts";

interface Props {
  title: string;
  lead: string;
  /** What stands there to begin with, and which of the quick times. */
  text: string;
  time: "first" | "last";
  act: string;
  busy: boolean;
  onPromise: (promise: NewPromise) => void;
  onClose: () => void;
}

/** A dialog that asks what happens next, and by when. */
export function PromiseForm({ title, lead, text: first, time, act, busy, onPromise, onClose }: Props) {
  const { t } = useTranslation();
  const options = useQuickTimes();
  const [text, setText] = useState(first);
  const [dueAt, setDueAt] = useState<Date | null>(() => options.at(time === "first" ? 0 : -1)?.at ?? null);
  const promise = dueAt && text.trim() ? { text: text.trim(), dueAt } : null;

  return (
    <Dialog open onClose={onClose} title={title} description={lead}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (promise) onPromise(promise);
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
          <Button type="submit" look="primary" busy={busy} disabled={!promise}>
            {act}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
