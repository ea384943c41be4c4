import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { type Status, setStatus } from "../../../shared/topics.ts";
import { firstName } from "../../customers/names.ts";
import { call } from "../../lib/call.ts";
import { PromiseForm } from "../acts/PromiseForm.tsx";
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
  const name = firstName(conversation.customer);
  const params = { id: conversation.id };
  return (
    <PromiseForm
      title={status.name}
      lead={t("acts.holdLead", { name })}
      text={t("acts.holdDefault", { name })}
      time="first"
      act={t("acts.holdAct")}
      busy={act.isPending}
      onPromise={(promise) =>
        act.mutate(
          { run: () => call(setStatus, { params, body: { statusId: status.id, promise } }) },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    />
  );
}
