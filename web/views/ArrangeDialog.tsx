import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Copy, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { orderSavedViews, type SavedView } from "../../shared/saved-views.ts";
import { call } from "../lib/call.ts";
import { Button } from "../ui/Button.tsx";
import { Actions, Dialog } from "../ui/Dialog.tsx";
import { ErrorLine } from "../ui/ErrorState.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { moved } from "./order.ts";
import { copyOf, openView, savedViewsQuery } from "./saved.ts";
import { useViewGroups } from "./use-view-groups.ts";

/** All views one may see, in their order: moved, changed, copied and deleted here. */
export function ArrangeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery(savedViewsQuery);
  const groups = useViewGroups(data?.items ?? []);
  const order = useMutation({
    mutationFn: (ids: string[]) => call(orderSavedViews, { body: { ids } }),
    onSuccess: (answer) => queries.setQueryData(savedViewsQuery.queryKey, answer),
  });
  const move = (views: readonly SavedView[], index: number, by: number) =>
    order.mutate(
      moved(
        views.map(({ id }) => id),
        index,
        by,
      ),
    );

  return (
    <Dialog open onClose={onClose} title={t("savedViews.arrange")} description={t("savedViews.arrangeLead")}>
      {groups.length === 0 && <p className="py-4 text-soft">{t("savedViews.none")}</p>}
      {groups.map(({ label, views }) => (
        <section key={label} className="mt-3">
          <h3 className="mb-1 text-xs font-medium text-faint">{label}</h3>
          <ul>
            {views.map((view, index) => (
              <li
                key={view.id}
                className="flex min-h-9 items-center gap-1 border-b border-line/60 last:border-0"
              >
                <bdi className="min-w-0 flex-1 truncate">{view.name}</bdi>
                {view.mayChange && views.every(({ mayChange }) => mayChange) && views.length > 1 && (
                  <>
                    <IconButton
                      label={t("savedViews.earlier", { name: view.name })}
                      disabled={index === 0 || order.isPending}
                      onClick={() => move(views, index, -1)}
                    >
                      <ArrowUp />
                    </IconButton>
                    <IconButton
                      label={t("savedViews.later", { name: view.name })}
                      disabled={index === views.length - 1 || order.isPending}
                      onClick={() => move(views, index, 1)}
                    >
                      <ArrowDown />
                    </IconButton>
                  </>
                )}
                <IconButton
                  label={`${t("savedViews.duplicate")}: ${view.name}`}
                  onClick={() => openView.set(copyOf(view, t("savedViews.copyOf", { name: view.name })))}
                >
                  <Copy />
                </IconButton>
                {view.mayChange && (
                  <>
                    <IconButton
                      label={`${t("savedViews.edit")}: ${view.name}`}
                      onClick={() => openView.set({ what: "edit", view })}
                    >
                      <Pencil />
                    </IconButton>
                    <IconButton
                      label={`${t("savedViews.remove")}: ${view.name}`}
                      onClick={() => openView.set({ what: "remove", view })}
                    >
                      <Trash2 />
                    </IconButton>
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <ErrorLine error={order.error} />
      <Actions>
        <Button icon={<Plus className="size-4" />} onClick={() => openView.set({ what: "new" })}>
          {t("savedViews.new")}
        </Button>
      </Actions>
    </Dialog>
  );
}
