import { Coffee, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { View } from "../../../shared/views.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";

/** A view with nothing in it: what would stand here, and that it is good news where it is. */
export function EmptyView({ view, search }: { view: View; search: string }) {
  const { t } = useTranslation();
  if (search) {
    return (
      <EmptyState icon={<SearchX />} title={t("conversations.nothingFound", { text: search })}>
        {t("conversations.nothingFoundHint")}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Coffee />} title={t(`conversations.empty.${view}.title`)}>
      {t(`conversations.empty.${view}.text`)}
    </EmptyState>
  );
}
