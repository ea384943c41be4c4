import type { Conversation } from "../../../shared/conversation-shape.ts";
import { useStore } from "../../lib/store.ts";
import { AssignDialog } from "./AssignDialog.tsx";
import { DeclineDialog } from "./DeclineDialog.tsx";
import { HandoverDialog } from "./HandoverDialog.tsx";
import { MailAddressDialog } from "./MailAddressDialog.tsx";
import { openAct } from "./open-act.ts";
import { PromiseDialog } from "./PromiseDialog.tsx";
import { ResolveDialog } from "./ResolveDialog.tsx";
import { SnoozeDialog } from "./SnoozeDialog.tsx";

/** The dialog that is open over a conversation, if any. */
export function Acts({ conversation }: { conversation: Conversation }) {
  const act = useStore(openAct);
  const close = () => openAct.set(null);
  const props = { conversation, onClose: close };

  switch (act) {
    case "assign":
      return <AssignDialog {...props} />;
    case "handover":
      return <HandoverDialog {...props} />;
    case "promise":
    case "hold":
    case "wait":
      return <PromiseDialog {...props} act={act} />;
    case "snooze":
      return <SnoozeDialog {...props} />;
    case "resolve":
      return <ResolveDialog {...props} />;
    case "decline":
      return <DeclineDialog {...props} />;
    case "mailAddress":
      return <MailAddressDialog {...props} />;
    case null:
      return null;
  }
}
