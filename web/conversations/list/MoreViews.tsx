import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, ListOrdered, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { View } from "../../../shared/views.ts";
import { Menu, MenuGroup, MenuItem, MenuSeparator } from "../../ui/Menu.tsx";
import { openView, savedCountsQuery, savedViewsQuery } from "../../views/saved.ts";
import { useViewGroups } from "../../views/use-view-groups.ts";
import { ViewCount } from "./ViewCount.tsx";

interface Props {
  views: readonly View[];
  /** The view that is shown: the name of a built-in one, or an id. */
  chosen: string;
  count: (view: View) => number;
  className: string;
}

/** The views that are asked for less often, and those that people made, with their live counts. */
export default function MoreViews({ views, chosen, count, className }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery(savedViewsQuery);
  const counts = useQuery(savedCountsQuery).data?.counts ?? {};
  const groups = useViewGroups(data?.items ?? []);
  const built = views.find((view) => view === chosen);
  const saved = data?.items.find(({ id }) => id === chosen);
  const go = (view: string) => void navigate({ to: "/inbox/$view", params: { view } });

  return (
    <Menu
      trigger={
        <button type="button" className={className}>
          <bdi className="max-w-32 truncate">
            {saved?.name ?? t(built ? `conversations.views.${built}` : "conversations.moreViews")}
          </bdi>
          <ChevronDown className="size-3.5" aria-hidden="true" />
        </button>
      }
    >
      {views.map((view) => (
        <MenuItem key={view} onSelect={() => go(view)}>
          <span className="flex justify-between gap-6">
            {t(`conversations.views.${view}`)}
            <ViewCount view={view} count={count(view)} />
          </span>
        </MenuItem>
      ))}
      {groups.map(({ label, views }) => (
        <MenuGroup key={label} label={label}>
          {views.map(({ id, name, troubles }) => (
            <MenuItem key={id} onSelect={() => go(id)}>
              <span className="flex max-w-72 justify-between gap-6">
                <bdi className="truncate">{name}</bdi>
                {troubles.length > 0 ? (
                  <span className="text-soon" title={t("savedViews.broken")}>
                    !<span className="sr-only">{t("savedViews.broken")}</span>
                  </span>
                ) : (
                  <ViewCount count={counts[id] ?? 0} />
                )}
              </span>
            </MenuItem>
          ))}
        </MenuGroup>
      ))}
      <MenuSeparator />
      <MenuItem icon={<Plus />} onSelect={() => openView.set({ what: "new" })}>
        {t("savedViews.new")}
      </MenuItem>
      {groups.length > 0 && (
        <MenuItem icon={<ListOrdered />} onSelect={() => openView.set({ what: "arrange" })}>
          {t("savedViews.arrange")}
        </MenuItem>
      )}
    </Menu>
  );
}
