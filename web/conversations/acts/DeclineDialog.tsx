import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Conversation } from "../../../shared/conversation-shape.ts";
import { declineHandover } from "../../../shared/handovers.ts";
import { call } from "../../lib/call.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { Field, Textarea } from "../../ui/Field.tsx";
import { useAct } from "../conversation.ts";

/** Says no to a handover, with the reason that its giver needs. */
export function DeclineDialog({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const act = useAct();
  const [reason, setReason] = useState("");
  const name = conversation.handover?.from?.name ?? t("conversations.someone");
  const decline = () =>
    act.mutate(
      {
        run: () =>
          call(declineHandover, { params: { id: conversation.id }, body: { reason: reason.trim() } }),
        done: t("acts.declined", { name }),
      },
      { onSuccess: onClose },
    );

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("acts.declineTitle")}
      description={t("acts.declineLead", { name })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          decline();
        }}
      >
        <Field label={t("acts.declineReason", { name })}>
          <Textarea rows={3} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={act.isPending} disabled={!reason.trim()}>
            {t("acts.decline")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
