import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Coffee, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { listInboxes } from "../../../shared/email.ts";
import { countViews, type View } from "../../../shared/views.ts";
import { queryOf } from "../../lib/query.ts";
import { useMay } from "../../people/people.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";

const way = "rounded text-coral-ink underline underline-offset-2";

/** A view with nothing in it: what would stand here, that it is good news where it is, and where there is something. */
export function EmptyView({ view, search }: { view: View; search: string }) {
  const { t } = useTranslation();
  const mayConnect = useMay("mail.inboxes");
  const { data } = useQuery(queryOf(countViews, {}));
  const inboxes = useQuery({ ...queryOf(listInboxes, {}), enabled: mayConnect && view === "all" && !search });
  if (search) {
    return (
      <EmptyState icon={<SearchX />} title={t("conversations.nothingFound", { text: search })}>
        {t("conversations.nothingFoundHint")}
      </EmptyState>
    );
  }
  const unconnected = view === "all" && inboxes.data?.items.length === 0;
  return (
    <EmptyState
      icon={<Coffee />}
      title={t(`conversations.empty.${view}.title`)}
      action={
        unconnected ? (
          <Link to="/settings/$screen" params={{ screen: "inboxes" }} className={way}>
            {t("conversations.empty.all.connect")}
          </Link>
        ) : (
          (view === "mine" || view === "team") &&
          (data?.counts.all ?? 0) > 0 && (
            <Link to="/inbox/$view" params={{ view: "all" }} className={way}>
              {t("conversations.seeAllOpen")}
            </Link>
          )
        )
      }
    >
      {t(unconnected ? "conversations.empty.all.noInbox" : `conversations.empty.${view}.text`)}
    </EmptyState>
  );
}
