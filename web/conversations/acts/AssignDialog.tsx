import { useTranslation } from "react-i18next";
import { fullness } from "../../../shared/capacity.ts";
import { type Conversation } from "../../../shared/conversation-shape.ts";
import { assign } from "../../../shared/handovers.ts";
import { call } from "../../lib/call.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { useAct } from "../conversation.ts";
import { type Holder, HolderPicker } from "./HolderPicker.tsx";

/** Gives the conversation to somebody at once, without asking them. */
export function AssignDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const choose = ({ kind, id, name, holding, capacity }: Holder) => {
    const held = holding + 1;
    const over = fullness(held, capacity) === "over";
    const body = kind === "agent" ? { agentId: id } : { teamId: id };
    act.mutate({
      run: () => call(assign, { params: { id: conversation.id }, body }),
      done: over ? t("acts.assignedOver", { name, held, most: capacity }) : t("acts.assigned", { name }),
    });
    onClose();
  };

  return (
    <Dialog open onClose={onClose} title={t("acts.assignTitle")} description={t("acts.assignLead")}>
      <HolderPicker label={t("acts.assignTitle")} without={conversation.holder?.id} onChoose={choose} />
    </Dialog>
  );
}
