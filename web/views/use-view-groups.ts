import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SavedView } from "../../shared/saved-views.ts";
import { useColleagues } from "../people/people.ts";

interface ViewGroup {
  label: string;
  views: readonly SavedView[];
}

/** Views by whom they are for: oneself, each team, all. */
export function useViewGroups(views: readonly SavedView[]): ViewGroup[] {
  const { t } = useTranslation();
  const { teamName } = useColleagues();
  return useMemo(() => {
    const ofTeam = Map.groupBy(
      views.filter(({ scope }) => scope === "team"),
      ({ teamId }) => teamId,
    );
    const groups: ViewGroup[] = [
      { label: t("savedViews.mine"), views: views.filter(({ scope }) => scope === "personal") },
      ...[...ofTeam].map(([teamId, views]) => ({
        label: t("savedViews.ofTeam", { team: teamName(teamId) ?? t("savedViews.aTeam") }),
        views,
      })),
      { label: t("savedViews.shared"), views: views.filter(({ scope }) => scope === "shared") },
    ];
    return groups.filter((group) => group.views.length > 0);
  }, [views, t, teamName]);
}
