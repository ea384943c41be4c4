import { useQueryClient } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "../../lib/store.ts";
import { useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { backToDraft, sendParcels } from "../composer/parcel.ts";
import { plainOf } from "../composer/rich-text.ts";
import { leaving, parcels } from "../drafts/parcels.ts";
import { RefusedParcel } from "./RefusedParcel.tsx";

/** What one sent here while nobody could be reached, below what was said. */
export function WaitingParcels({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useMe().id;
  const busy = useStore(leaving);
  const waiting = useStore(parcels).filter((one) => one.conversationId === conversationId && one.by === me);

  return waiting.map((parcel) =>
    parcel.refused ? (
      <div key={parcel.key} className="ms-6 sm:ms-12">
        <RefusedParcel parcel={parcel} />
      </div>
    ) : (
      <article
        key={parcel.key}
        aria-label={t(`offline.waits.${parcel.kind}`)}
        className="ms-6 rounded-xl border border-dashed border-field bg-surface px-4 py-3 sm:ms-12"
      >
        <p role="status" className="flex items-center gap-2 font-medium text-soon">
          <CloudOff className="size-4 shrink-0" aria-hidden="true" />
          {t(`offline.waits.${parcel.kind}`)}
        </p>
        <p dir="auto" className="my-2 break-words whitespace-pre-wrap">
          {plainOf(parcel.content[parcel.kind])}
        </p>
        <p className="text-xs text-soft">{t("offline.waitsMore")}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" busy={busy === parcel.key} onClick={() => void sendParcels(queries, me)}>
            {t("offline.tryNow")}
          </Button>
          <Button size="sm" look="plain" disabled={busy === parcel.key} onClick={() => backToDraft(parcel)}>
            {t("offline.toDraft")}
          </Button>
        </div>
      </article>
    ),
  );
}
