import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getMailStory } from "../../../../shared/mail-story.ts";
import type { Message } from "../../../../shared/messages.ts";
import { queryOf } from "../../../lib/query.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ErrorState } from "../../../ui/ErrorState.tsx";
import { SkeletonLines } from "../../../ui/Skeleton.tsx";
import { SentAsLink } from "../SentAsLink.tsx";
import { DeliveryPart } from "./DeliveryPart.tsx";
import { IncomingPart } from "./IncomingPart.tsx";

/** What happened to a message as mail: how it came and was judged, or how each copy fared. */
export default function MailStoryDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(queryOf(getMailStory, { params: { id: message.id } }));

  const linked = message.attachments.flatMap(({ link, ...file }) => (link ? [{ ...file, link }] : []));

  return (
    <Dialog open wide onClose={onClose} title={t("mailStory.title")}>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <div className="min-h-48">
          <SkeletonLines count={6} />
        </div>
      ) : (
        <div className="flex flex-col gap-5">
          {data.incoming && <IncomingPart story={data.incoming} />}
          {linked.length > 0 && (
            <section className="flex flex-col gap-2">
              <h3 className="text-xs font-medium text-faint">{t("mailStory.link.title")}</h3>
              <ul className="flex flex-col gap-2">
                {linked.map(({ id, name, link }) => (
                  <li key={id}>
                    <bdi className="break-words">{name}</bdi>
                    <SentAsLink id={id} name={name} link={link} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          {data.deliveries.length > 0 && (
            <section className="flex flex-col gap-3">
              <h3 className="text-xs font-medium text-faint">{t("mailStory.outTitle")}</h3>
              {data.deliveries.map((delivery) => (
                <DeliveryPart key={delivery.id} delivery={delivery} />
              ))}
            </section>
          )}
          {!data.incoming && data.deliveries.length === 0 && (
            <p className="text-soft">{t("mailStory.none")}</p>
          )}
        </div>
      )}
    </Dialog>
  );
}
