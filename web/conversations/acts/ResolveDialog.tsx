import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Conversation } from "../../../shared/conversation-shape.ts";
import { reopenConversation, resolveConversation } from "../../../shared/conversation-states.ts";
import { type Status, setStatus } from "../../../shared/topics.ts";
import { firstName } from "../../customers/names.ts";
import { call } from "../../lib/call.ts";
import { useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { useAct } from "../conversation.ts";
import { Missing } from "../details/Missing.tsx";
import { useMissing } from "../details/use-missing.ts";
import { ReasonField } from "./ReasonField.tsx";
import { useLeftOpen } from "./use-left-open.tsx";

interface Props {
  conversation: Conversation;
  /** The finer word for resolved that was chosen. */
  status?: Status;
  onClose: () => void;
}

/** Says how it was resolved, and asks for what must be known before; the follow-up comes by itself. */
export function ResolveDialog({ conversation, status, onClose }: Props) {
  const { t } = useTranslation();
  const act = useAct();
  const { workspace } = useMe();
  const missing = useMissing(conversation);
  const [reason, setReason] = useState("");
  const params = { id: conversation.id };
  const name = firstName(conversation.customer);
  const left = useLeftOpen(conversation);
  const ready = reason.trim() !== "" && missing.open === 0;

  const resolve = () => {
    if (!ready) return;
    const reopen = () => act.mutate({ run: () => call(reopenConversation, { params }) });
    const body = { reason: reason.trim() };
    act.mutate(
      {
        run: async () => {
          await left.settle();
          return status
            ? call(setStatus, { params, body: { statusId: status.id, ...body } })
            : call(resolveConversation, { params, body });
        },
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
      title={status?.name ?? t("acts.resolveTitle")}
      description={
        workspace.followUpHours === null
          ? undefined
          : t("acts.resolveLead", { name, count: workspace.followUpHours })
      }
    >
      <Missing conversation={conversation} missing={missing} />
      {left.fields}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          resolve();
        }}
      >
        <ReasonField value={reason} onChange={setReason} autoFocus={!missing.asks} />
        <Actions>
          {missing.open > 0 && (
            <p role="status" className="min-w-24 flex-1 text-soft">
              {t("details.stillMissing", { count: missing.open })}
            </p>
          )}
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={act.isPending} disabled={!ready}>
            {t("acts.resolve")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
