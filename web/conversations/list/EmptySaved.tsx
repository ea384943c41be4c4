import { Coffee, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SavedView } from "../../../shared/saved-views.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";

/** A view that somebody made with nothing in it, or that is not there; of a broken one the bar above says why. */
export function EmptySaved({ view }: { view: SavedView | null }) {
  const { t } = useTranslation();
  if (!view)
    return (
      <EmptyState icon={<SearchX />} title={t("savedViews.gone")}>
        {t("savedViews.goneHint")}
      </EmptyState>
    );
  if (view.troubles.some(({ path }) => path.startsWith("/condition"))) return <div className="flex-1" />;
  return (
    <EmptyState icon={<Coffee />} title={t("savedViews.empty")}>
      {t("savedViews.emptyHint")}
    </EmptyState>
  );
}
