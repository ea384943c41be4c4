import { Forward } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Brief, Conversation } from "../../shared/conversation-shape.ts";
import { firstName } from "../customers/names.ts";
import { useMayAs } from "../people/people.ts";
import { Button } from "../ui/Button.tsx";
import { openAct } from "./acts/open-act.ts";
import type { ConversationActs } from "./acts/use-conversation-actions.ts";

const fields = ["wants", "tried", "mood", "promised", "next"] as const satisfies readonly (keyof Brief)[];

/** A handover that waits for its answer, with the brief that saves the customer from saying it again. */
export function HandoverBar({ conversation, acts }: { conversation: Conversation; acts: ConversationActs }) {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  const { handover } = conversation;
  if (handover?.state !== "offered") return null;

  const from = handover.from?.name ?? t("conversations.someone");
  const to = handover.toAgent?.name ?? handover.toTeam?.name ?? t("conversations.someone");
  const customer = firstName(conversation.customer);

  return (
    <section
      aria-label={t("baton.handover")}
      className="shrink-0 border-b border-line bg-coral-soft px-5 py-3"
    >
      <div className="flex flex-wrap items-center gap-3">
        <Forward className="size-4 text-coral-ink rtl:-scale-x-100" aria-hidden="true" />
        <p className="min-w-0 flex-1 font-medium text-coral-ink">
          {acts.offeredToMe ? t("baton.offersYou", { name: from }) : t("baton.waitsFor", { name: to })}
        </p>
        {acts.offeredToMe ? (
          <>
            <Button onClick={() => openAct.set("decline")}>{t("baton.decline")}</Button>
            <Button look="primary" busy={acts.busy} onClick={acts.accept} keys="y">
              {t("baton.accept")}
            </Button>
          </>
        ) : (
          isAgent && (
            <Button busy={acts.busy} onClick={acts.withdraw}>
              {t("baton.withdraw")}
            </Button>
          )
        )}
      </div>
      <dl className="mt-2 grid max-h-40 grid-cols-[auto_1fr] gap-x-4 gap-y-1 overflow-y-auto">
        {fields
          .filter((field) => handover.brief[field])
          .map((field) => (
            <div key={field} className="contents">
              <dt className="text-soft">{t(`brief.${field}`, { name: customer })}</dt>
              <dd className="whitespace-pre-wrap">{handover.brief[field]}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
