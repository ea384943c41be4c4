import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { removeSavedView, type SavedView } from "../../shared/saved-views.ts";
import { call } from "../lib/call.ts";
import { Button } from "../ui/Button.tsx";
import { Actions, Dialog } from "../ui/Dialog.tsx";
import { ErrorLine } from "../ui/ErrorState.tsx";
import { toast } from "../ui/Toast.tsx";
import { savedViewsQuery } from "./saved.ts";

/** Asks before a view goes; whoever looks at it is led to another one. */
export function RemoveDialog({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { view: shown } = useParams({ strict: false }) as { view?: string };
  const remove = useMutation({
    mutationFn: () => call(removeSavedView, { params: { id: view.id } }),
    onSuccess: async () => {
      onClose();
      if (shown === view.id) await navigate({ to: "/inbox/$view", params: { view: "mine" } });
      void queries.invalidateQueries({ queryKey: savedViewsQuery.queryKey });
      toast(t("savedViews.removed", { name: view.name }));
    },
  });

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("savedViews.removeTitle", { name: view.name })}
      description={t("savedViews.removeLead")}
    >
      {view.scope !== "personal" && <p>{t("savedViews.removeShared")}</p>}
      <ErrorLine error={remove.error} />
      <Actions>
        <Button look="plain" onClick={onClose}>
          {t("ui.cancel")}
        </Button>
        <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
          {t("savedViews.remove")}
        </Button>
      </Actions>
    </Dialog>
  );
}
