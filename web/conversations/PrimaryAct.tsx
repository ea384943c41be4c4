import { useTranslation } from "react-i18next";
import type { Conversation } from "../../shared/conversation-shape.ts";
import { useMayAs, useMe } from "../people/people.ts";
import { Button } from "../ui/Button.tsx";
import { openAct } from "./acts/open-act.ts";
import type { ConversationActs } from "./acts/use-conversation-actions.ts";
import { focusComposer } from "./composer/focus.ts";

/** The one thing to do next: take, reply, resolve or reopen. */
export function PrimaryAct({ conversation, acts }: { conversation: Conversation; acts: ConversationActs }) {
  const { t } = useTranslation();
  const me = useMe();
  const isAgent = useMayAs("agent");
  const { state, holder, customerSpokeLast } = conversation;

  // The brief below has its own Accept, beside what one accepts.
  if (acts.offeredToMe || !isAgent || conversation.mergedIntoId) return null;
  if (state === "resolved") {
    return (
      <Button busy={acts.busy} onClick={acts.reopen} keys="e">
        {t("baton.reopen")}
      </Button>
    );
  }
  if (holder?.id !== me.id) {
    return (
      <Button look="primary" busy={acts.busy} onClick={acts.take} keys="t">
        {t("baton.take")}
      </Button>
    );
  }
  if (customerSpokeLast) {
    return (
      <Button look="primary" onClick={() => focusComposer("reply")} keys="r">
        {t("baton.reply")}
      </Button>
    );
  }
  return (
    <Button look="primary" onClick={() => openAct.set("resolve")} keys="e">
      {t("baton.resolve")}
    </Button>
  );
}
