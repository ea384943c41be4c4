import { Copy, ListOrdered, MoreHorizontal, Pencil, Trash2, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SavedView } from "../../../shared/saved-views.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../ui/Menu.tsx";
import { copyOf, openView } from "../../views/saved.ts";

/** The name of a view that somebody made, what can be done with it, and what of it is broken. */
export function ViewBar({ view }: { view: SavedView }) {
  const { t } = useTranslation();
  const broken = view.troubles.some(({ path }) => path.startsWith("/condition"));
  const edit = () => openView.set({ what: "edit", view });

  return (
    <div className="border-b border-line px-4 py-1.5">
      <div className="flex items-center gap-2">
        <bdi className="min-w-0 flex-1 truncate font-semibold">{view.name}</bdi>
        <span className="truncate text-xs text-faint">{t(`savedViews.sorts.${view.sort}`)}</span>
        <Menu
          trigger={
            <IconButton label={t("savedViews.menu")}>
              <MoreHorizontal />
            </IconButton>
          }
        >
          {view.mayChange && (
            <MenuItem icon={<Pencil />} onSelect={edit}>
              {t("savedViews.edit")}
            </MenuItem>
          )}
          <MenuItem
            icon={<Copy />}
            onSelect={() => openView.set(copyOf(view, t("savedViews.copyOf", { name: view.name })))}
          >
            {t("savedViews.duplicate")}
          </MenuItem>
          <MenuItem icon={<ListOrdered />} onSelect={() => openView.set({ what: "arrange" })}>
            {t("savedViews.arrange")}
          </MenuItem>
          {view.mayChange && (
            <>
              <MenuSeparator />
              <MenuItem icon={<Trash2 />} danger onSelect={() => openView.set({ what: "remove", view })}>
                {t("savedViews.remove")}
              </MenuItem>
            </>
          )}
        </Menu>
      </div>
      {view.troubles.length > 0 && (
        <div
          role="alert"
          className="mt-1 mb-1 flex flex-wrap items-center gap-2 rounded-md bg-soon-soft px-3 py-2"
        >
          <TriangleAlert className="size-4 shrink-0 text-soon" aria-hidden="true" />
          <p className="min-w-40 flex-1">
            {broken ? (
              <>
                <span className="font-medium">{t("savedViews.broken")}.</span>{" "}
                {t(view.mayChange ? "savedViews.brokenMend" : "savedViews.brokenAsk")}
              </>
            ) : (
              t("savedViews.brokenColumn")
            )}
          </p>
          {view.mayChange && (
            <Button size="sm" onClick={edit}>
              {t("savedViews.mend")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
