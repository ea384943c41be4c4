import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Conversation, reopenConversation, resolveConversation } from "../../../shared/conversations.ts";
import { firstName } from "../../customers/names.ts";
import { call } from "../../lib/call.ts";
import { useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { useAct } from "../conversation.ts";
import { ReasonField } from "./ReasonField.tsx";

/** Says how it was resolved; the follow-up comes by itself. */
export function ResolveDialog({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const act = useAct();
  const { workspace } = useMe();
  const [reason, setReason] = useState("");
  const params = { id: conversation.id };
  const name = firstName(conversation.customer);

  const resolve = () => {
    if (!reason.trim()) return;
    const reopen = () => act.mutate({ run: () => call(reopenConversation, { params }) });
    act.mutate(
      {
        run: () => call(resolveConversation, { params, body: { reason: reason.trim() } }),
        done: t("acts.resolved"),
        undo: { label: t("ui.undo"), run: reopen },
      },
      { onSuccess: onClose },
    );
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("acts.resolveTitle")}
      description={
        workspace.followUpHours === null
          ? undefined
          : t("acts.resolveLead", { name, count: workspace.followUpHours })
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          resolve();
        }}
      >
        <ReasonField value={reason} onChange={setReason} autoFocus />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={act.isPending} disabled={!reason.trim()}>
            {t("acts.resolve")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
