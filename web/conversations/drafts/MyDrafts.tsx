import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { listDrafts } from "../../../shared/drafts.ts";
import { useActions } from "../../lib/actions.ts";
import { onHeard } from "../../lib/heard.ts";
import { keyOf } from "../../lib/query.ts";
import { useStore } from "../../lib/store.ts";
import { useMe } from "../../people/people.ts";
import { toast } from "../../ui/Toast.tsx";
import { draftsShown } from "./parcels.ts";
import { useParcels } from "./use-parcels.ts";

const DraftsDialog = lazy(() => import("./DraftsDialog.tsx"));

/** One's drafts from everywhere: by key and palette, fresh by what other devices do, told aloud when a reply did not leave. */
export function MyDrafts() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useMe().id;
  const open = useStore(draftsShown);
  useParcels(me);

  useActions([
    {
      id: "go.drafts",
      group: "go",
      title: "actions.myDrafts",
      keys: "g f",
      run: () => draftsShown.set(true),
    },
  ]);
  useEffect(
    () =>
      onHeard((name, ids) => {
        const mine = ids["actorId"] === me || ids["agentId"] === me;
        if (name === "draft" || (mine && /^(message\.sent|message\.withdrawn|note\.written)$/.test(name)))
          void queries.invalidateQueries({ queryKey: keyOf(listDrafts) });
        if (name === "reply.unscheduled" && ids["agentId"] === me && ids["actorId"] !== me)
          toast(t("drafts.unsent"), { duration: 15_000 });
      }),
    [queries, me, t],
  );

  return open ? (
    <Suspense>
      <DraftsDialog onClose={() => draftsShown.set(false)} />
    </Suspense>
  ) : null;
}
