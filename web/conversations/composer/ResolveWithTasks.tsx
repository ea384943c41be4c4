import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { dropTasks } from "../../../shared/tasks.ts";
import { call } from "../../lib/call.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { OpenTasks } from "../tasks/OpenTasks.tsx";
import { useTaskAct, useTasks } from "../tasks/tasks.ts";
import type { Then } from "./next-step.ts";
import type { Sending } from "./use-send.ts";

interface Props {
  conversation: Conversation;
  /** Sends, and says when it has been sent: only then are tasks dropped. */
  onSend: (sent: () => void) => void;
  onClose: () => void;
}

/** Where a reply resolves what still has open tasks, it is sent only once somebody has said what becomes of them. */
export function useOpenTasks(
  conversation: Conversation,
  send: (sending: Sending, told: { onSuccess: () => void }) => void,
): { asks: (next: Then) => boolean; dialog: ReactNode } {
  const [next, setNext] = useState<Then | null>(null);
  const open = useTasks(conversation.id).some(({ state }) => state === "open");
  const asks = (wanted: Then) => {
    const asking = wanted.state === "resolved" && open;
    if (asking) setNext(wanted);
    return asking;
  };
  const dialog = next && (
    <ResolveWithTasks
      conversation={conversation}
      onSend={(sent) => send({ kind: "reply", next }, { onSuccess: sent })}
      onClose={() => setNext(null)}
    />
  );
  return { asks, dialog };
}

function ResolveWithTasks({ conversation, onSend, onClose }: Props) {
  const { t } = useTranslation();
  const [dropping, setDropping] = useState(false);
  const act = useTaskAct();
  const drop = () => act.mutate({ run: () => call(dropTasks, { params: { id: conversation.id } }) });

  return (
    <Dialog open onClose={onClose} title={t("composer.resolveWithTasks")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSend(() => dropping && drop());
          onClose();
        }}
      >
        <OpenTasks conversation={conversation} drop={dropping} onChange={setDropping} />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary">
            {t("composer.sendAndResolve")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
