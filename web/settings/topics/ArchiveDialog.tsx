import { useTranslation } from "react-i18next";
import { listArchivedTopics, listTopics, removeTopic, type Topic } from "../../../shared/topics.ts";
import { call } from "../../lib/call.ts";
import { toast } from "../../ui/Toast.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { useRenew } from "../parts/use-act.ts";

/** Takes a topic out of sight; the server refuses while others stand below it, and says so. */
export function ArchiveDialog({ topic, onClose }: { topic: Topic; onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listTopics, listArchivedTopics);
  return (
    <ConfirmDialog
      title={t("topicSettings.archiveTitle", { name: topic.name })}
      description={t("topicSettings.archiveText")}
      act={t("topicSettings.archive")}
      run={() => call(removeTopic, { params: { id: topic.id } })}
      onDone={() => {
        renew();
        toast(t("topicSettings.archived", { name: topic.name }));
        onClose();
      }}
      onClose={onClose}
    />
  );
}
