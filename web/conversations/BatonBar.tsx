import { ArrowLeft, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../shared/conversation-shape.ts";
import { firstName } from "../customers/names.ts";
import { exactTime } from "../lib/time.ts";
import { useMayAs, useMe } from "../people/people.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { cx } from "../ui/cx.ts";
import { DueTime } from "../ui/DueTime.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { openAct } from "./acts/open-act.ts";
import type { ConversationActs } from "./acts/use-conversation-actions.ts";
import { PrimaryAct } from "./PrimaryAct.tsx";
import { promiseWords } from "./promise-words.ts";
import { RiskMark } from "./tasks/RiskMark.tsx";
import { WhoIsHere } from "./WhoIsHere.tsx";

interface Props {
  conversation: Conversation;
  acts: ConversationActs;
  onBack: () => void;
}

/** Always in sight: who holds it, what was promised by when, how it stands, and the one next thing to do. */
export function BatonBar({ conversation, acts, onBack }: Props) {
  const { t } = useTranslation();

  return (
    <div
      role="region"
      aria-label={t("baton.label")}
      data-tour="baton"
      className="@container sticky top-0 z-20 shrink-0 border-b border-line bg-paper px-3 lg:px-5"
    >
      <div className="flex min-h-12 items-center gap-x-2.5 gap-y-0.5 py-1.5 @max-lg:flex-wrap">
        <IconButton label={t("actions.back")} keys="Escape" onClick={onBack} className="lg:hidden">
          <ArrowLeft className="rtl:rotate-180" />
        </IconButton>
        <HolderFace conversation={conversation} />
        <StateChip conversation={conversation} />
        <PromiseFact conversation={conversation} />
        <RiskMark conversation={conversation} />
        <WhoIsHere conversationId={conversation.id} />
        <span className="ms-auto shrink-0">
          <PrimaryAct conversation={conversation} acts={acts} />
        </span>
      </div>
    </div>
  );
}

function HolderFace({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { holder, team } = conversation;
  const name = holder?.name ?? team?.name ?? t("baton.nobody");
  return (
    <span className="flex max-w-48 shrink-0 items-center gap-2" title={t("conversations.heldBy", { name })}>
      {holder ? (
        <Avatar name={name} />
      ) : (
        <Users className="size-6 shrink-0 rounded-full bg-hover p-1 text-soft" aria-hidden="true" />
      )}
      <span className="min-w-0 truncate font-semibold">
        <span className="sr-only">{t("baton.heldBy")} </span>
        {name}
      </span>
    </span>
  );
}

function PromiseFact({ conversation }: { conversation: Conversation }) {
  const { workspace } = useMe();
  const mayPromise = useMayAs("agent");
  const { promise } = conversation;
  if (!promise) return null;

  const words = promiseWords(promise.text);
  const look = "flex min-w-0 items-center gap-2 rounded-md px-1.5 py-1 @max-lg:order-last @max-lg:basis-full";
  const face = (
    <>
      <span className="min-w-0 truncate text-soft">{words}</span>
      <DueTime
        at={promise.dueAt}
        soonMinutes={workspace.dueSoonMinutes}
        broken={promise.brokenAt !== null}
        chip
      />
    </>
  );
  if (!mayPromise) return <span className={look}>{face}</span>;
  return (
    <button
      type="button"
      onClick={() => openAct.set("promise")}
      title={words}
      className={cx(look, "hover:bg-hover")}
    >
      {face}
    </button>
  );
}

const tones = {
  open: "bg-hover text-soft",
  waiting: "bg-hover text-soft",
  on_hold: "bg-hover text-soft",
  resolved: "bg-kept-soft text-kept",
};

function StateChip({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { state, customer, resolvedAt, resolution } = conversation;
  const detail = [resolution, resolvedAt && exactTime(resolvedAt)].filter(Boolean).join(" · ");
  return (
    <span
      className={cx("max-w-40 shrink-0 truncate rounded px-1.5 text-xs leading-5 font-medium", tones[state])}
      title={detail || undefined}
    >
      {t(`states.${state}`, { name: firstName(customer) })}
    </span>
  );
}
