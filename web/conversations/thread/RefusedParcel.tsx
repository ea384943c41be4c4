import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { backToDraft } from "../composer/parcel.ts";
import { refusalText } from "../composer/refusal.ts";
import { plainOf } from "../composer/rich-text.ts";
import { conversationQuery } from "../conversation.ts";
import { draftsShown, type Parcel, takeOut } from "../drafts/parcels.ts";

/** What was sent without a line and refused when it came back: why, all its words, and what can become of it. */
export function RefusedParcel({ parcel }: { parcel: Parcel }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: conversation } = useQuery(conversationQuery(parcel.conversationId));
  const into = conversation?.mergedIntoId ?? null;
  const { data: survivor } = useQuery({ ...conversationQuery(into ?? ""), enabled: into !== null });
  if (!parcel.refused) return null;
  const { title, remedy } = refusalText(parcel.refused);

  const putInto = (conversationId: string) => {
    backToDraft(parcel, conversationId);
    draftsShown.set(false);
    void navigate({ to: "/inbox/$view/$conversationId", params: { view: "all", conversationId } });
  };

  return (
    <article
      aria-label={t(`offline.refused.${parcel.kind}`)}
      className="rounded-xl border border-dashed border-late bg-surface px-4 py-3"
    >
      <p role="status" className="flex items-center gap-2 font-medium text-late">
        <TriangleAlert className="size-4 shrink-0" aria-hidden="true" />
        {t(`offline.refused.${parcel.kind}`)}
      </p>
      <p>
        <bdi className="font-medium">{title}</bdi> <bdi>{remedy}</bdi>
      </p>
      <p dir="auto" className="my-2 break-words whitespace-pre-wrap select-text">
        {plainOf(parcel.content[parcel.kind])}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {into ? (
          <Button size="sm" onClick={() => putInto(into)}>
            {t("offline.intoSurvivor", { number: survivor?.number ?? "" })}
          </Button>
        ) : (
          conversation && (
            <Button size="sm" onClick={() => putInto(parcel.conversationId)}>
              {t("offline.toDraft")}
            </Button>
          )
        )}
        <Button size="sm" look="plain" onClick={() => takeOut(parcel)}>
          {t("offline.throwAway")}
        </Button>
      </div>
    </article>
  );
}
