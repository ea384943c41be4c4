import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../ui/EmptyState.tsx";

/** Beside the list while nothing is open. */
export function NoConversation() {
  const { t } = useTranslation();
  return (
    <div className="grid min-h-0 flex-1 place-items-center max-lg:hidden">
      <EmptyState icon={<MessagesSquare />} title={t("conversations.noneOpen")}>
        {t("conversations.noneOpenHint")}
      </EmptyState>
    </div>
  );
}
