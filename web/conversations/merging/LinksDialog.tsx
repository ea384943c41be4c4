import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Links } from "./Links.tsx";

/** What a conversation is linked to and who follows it, where the column beside it is not in sight. */
export function LinksDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open onClose={onClose} title={t("merging.links.title")} description={t("merging.links.lead")}>
      <Links conversation={conversation} adding />
    </Dialog>
  );
}
