import type { Conversation } from "../../../shared/conversation-shape.ts";
import { LinksDialog } from "./LinksDialog.tsx";
import { MergeDialog } from "./MergeDialog.tsx";
import { openMerging } from "./open-merging.ts";
import { ResolveChildrenDialog } from "./ResolveChildrenDialog.tsx";
import { SplitDialog } from "./SplitDialog.tsx";

type Open = NonNullable<ReturnType<typeof openMerging.get>>;

/** The dialog about several conversations that is open. */
export default function MergingDialogs({ conversation, open }: { conversation: Conversation; open: Open }) {
  const close = () => openMerging.set(null);
  if (open === "merge") return <MergeDialog id={conversation.id} onClose={close} />;
  if (open === "links") return <LinksDialog conversation={conversation} onClose={close} />;
  if (open === "children") return <ResolveChildrenDialog conversation={conversation} onClose={close} />;
  return <SplitDialog conversation={conversation} message={open.split} onClose={close} />;
}
