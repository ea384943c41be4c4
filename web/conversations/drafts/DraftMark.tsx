import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listDrafts } from "../../../shared/drafts.ts";
import { queryOf } from "../../lib/query.ts";

/** Says in a list that one has begun to write here. */
export function DraftMark({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    ...queryOf(listDrafts, {}),
    select: ({ items }) => items.some((draft) => draft.conversationId === conversationId),
  });
  return data ? (
    <span className="shrink-0 text-xs font-medium text-coral-ink">{t("drafts.mark")}</span>
  ) : null;
}
