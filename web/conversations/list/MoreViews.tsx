import { useNavigate } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { View } from "../../../shared/conversations.ts";
import { Menu, MenuItem } from "../../ui/Menu.tsx";
import { ViewCount } from "./ViewCount.tsx";

interface Props {
  views: readonly View[];
  chosen: View;
  count: (view: View) => number;
  className: string;
}

/** The views that are asked for less often. */
export default function MoreViews({ views, chosen, count, className }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();

  return (
    <Menu
      trigger={
        <button type="button" className={className}>
          {t(views.includes(chosen) ? `conversations.views.${chosen}` : "conversations.moreViews")}
          <ChevronDown className="size-3.5" aria-hidden="true" />
        </button>
      }
    >
      {views.map((view) => (
        <MenuItem key={view} onSelect={() => void navigate({ to: "/inbox/$view", params: { view } })}>
          <span className="flex justify-between gap-6">
            {t(`conversations.views.${view}`)}
            <ViewCount view={view} count={count(view)} />
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
