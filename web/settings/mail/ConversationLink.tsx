import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** Leads to the conversation something belongs to. */
export function ConversationLink({ id, subject }: { id: string; subject: string }) {
  const { t } = useTranslation();
  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view: "all", conversationId: id }}
      aria-label={subject ? t("mailLog.openNamed", { subject }) : undefined}
      className="inline-flex h-7 items-center rounded-md border border-line bg-surface px-2 whitespace-nowrap hover:bg-hover"
    >
      {t("mailLog.open")}
    </Link>
  );
}
