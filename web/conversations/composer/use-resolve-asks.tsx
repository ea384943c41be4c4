import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReplyAction } from "../../../shared/actions.ts";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { listSides } from "../../../shared/side-conversations.ts";
import { listConversationTasks } from "../../../shared/tasks.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { useAct } from "../../ui/use-act.ts";
import { useLeftOpen } from "../acts/use-left-open.tsx";
import { statusesQuery } from "../details/lists.ts";
import type { Then } from "./next-step.ts";
import type { Sending } from "./use-send.ts";

/**
 * Where a reply resolves what still has open tasks or side conversations, it is sent only once somebody has said what becomes of
 * them; also where a macro's status resolves it.
 */
export function useResolveAsks(
  conversation: Conversation,
  actions: readonly ReplyAction[],
  send: (sending: Sending, told: { onSuccess: () => void }) => void,
): { asks: (next: Then) => boolean; dialog: ReactNode } {
  const { t } = useTranslation();
  const [next, setNext] = useState<Then | null>(null);
  const { data } = useQuery({ ...statusesQuery, enabled: actions.some((one) => one.do === "status") });
  const left = useLeftOpen(conversation);
  const act = useAct(listConversationTasks, listSides);
  const resolves = (wanted: Then) =>
    wanted.state === "resolved" ||
    actions.some(
      (one) =>
        one.do === "status" &&
        data?.items.some(({ id, state }) => id === one.statusId && state === "resolved"),
    );
  const asks = (wanted: Then) => {
    const asking = left.asks && resolves(wanted);
    if (asking) setNext(wanted);
    return asking;
  };
  const close = () => setNext(null);
  const dialog = next && (
    <Dialog open onClose={close} title={t("composer.resolveWithOpen")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // Only once it was sent: what is refused resolves nothing.
          send({ kind: "reply", next }, { onSuccess: () => act.mutate({ run: left.settle }) });
          close();
        }}
      >
        {left.fields}
        <Actions>
          <Button look="plain" onClick={close}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary">
            {t("composer.sendAndResolve")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
  return { asks, dialog };
}
