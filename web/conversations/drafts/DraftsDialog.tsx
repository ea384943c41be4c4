import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listDrafts } from "../../../shared/drafts.ts";
import { queryOf } from "../../lib/query.ts";
import { useStore } from "../../lib/store.ts";
import { useMe } from "../../people/people.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { RefusedParcel } from "../thread/RefusedParcel.tsx";
import { parcels, refusedOf } from "./parcels.ts";

/** What one began to write and has not sent, the newest first. */
export default function DraftsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe().id;
  const refused = refusedOf(useStore(parcels), me);
  const { data, error } = useQuery({ ...queryOf(listDrafts, {}), staleTime: 0 });

  return (
    <Dialog open onClose={onClose} title={t("drafts.mine")} description={t("drafts.explained")}>
      <ErrorLine error={error} />
      {refused.map((parcel) => (
        <div key={parcel.key} className="mb-2">
          <RefusedParcel parcel={parcel} />
        </div>
      ))}
      {data?.items.length === 0 && refused.length === 0 && (
        <p className="py-4 text-center text-soft">{t("drafts.none")}</p>
      )}
      <ul className="-mx-2 flex flex-col">
        {data?.items.map(({ conversationId, number, subject, customer, words, changedAt }) => (
          <li key={conversationId}>
            <button
              type="button"
              className="flex w-full flex-col gap-0.5 rounded-md px-2 py-2 text-start hover:bg-hover"
              onClick={() => {
                onClose();
                void navigate({
                  to: "/inbox/$view/$conversationId",
                  params: { view: "all", conversationId },
                });
              }}
            >
              <span className="flex w-full items-baseline gap-2">
                <span className="font-medium">
                  <bdi>{customer}</bdi>
                </span>
                <span className="min-w-0 flex-1 truncate text-soft">
                  #{number} <bdi>{subject}</bdi>
                </span>
                <RelativeTime at={changedAt} className="shrink-0 text-xs text-faint" />
              </span>
              <span dir="auto" className="line-clamp-2 text-soft">
                {words}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
