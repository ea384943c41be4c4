import { ArrowLeft, Forward, PanelRight, UserRoundPlus, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../shared/conversations.ts";
import { firstName } from "../customers/names.ts";
import { useStore } from "../lib/store.ts";
import { exactTime } from "../lib/time.ts";
import { useMayAs, useMe } from "../people/people.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { cx } from "../ui/cx.ts";
import { DueTime } from "../ui/DueTime.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { openAct } from "./acts/open-act.ts";
import type { ConversationActs } from "./acts/use-conversation-actions.ts";
import { changeColumns, columns } from "./layout.ts";
import { MoreMenu } from "./MoreMenu.tsx";
import { PrimaryAct } from "./PrimaryAct.tsx";
import { WhoIsHere } from "./WhoIsHere.tsx";

interface Props {
  conversation: Conversation;
  acts: ConversationActs;
  onBack: () => void;
}

/** Always in sight: who holds it, what was promised by when, how it stands, and the one next thing to do. */
export function BatonBar({ conversation, acts, onBack }: Props) {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  const { showCustomer } = useStore(columns);
  const open = conversation.state !== "resolved";

  return (
    <div
      role="region"
      aria-label={t("baton.label")}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-paper px-3 py-1.5"
    >
      <IconButton label={t("actions.back")} keys="Escape" onClick={onBack} className="lg:hidden">
        <ArrowLeft className="rtl:rotate-180" />
      </IconButton>
      <HolderFace conversation={conversation} />
      <PromiseFact conversation={conversation} />
      <StateChip conversation={conversation} />
      <WhoIsHere conversationId={conversation.id} />
      <div className="ms-auto flex items-center gap-0.5">
        {isAgent && open && (
          <>
            <IconButton
              label={t("actions.assign")}
              keys="a"
              onClick={() => openAct.set("assign")}
              className="max-sm:hidden"
            >
              <UserRoundPlus />
            </IconButton>
            <IconButton
              label={t("actions.handover")}
              keys="h"
              disabled={conversation.handover?.state === "offered"}
              onClick={() => openAct.set("handover")}
              className="max-sm:hidden"
            >
              <Forward className="rtl:-scale-x-100" />
            </IconButton>
          </>
        )}
        {isAgent && <MoreMenu conversation={conversation} acts={acts} />}
        <IconButton
          label={t("actions.toggleCustomer")}
          keys="]"
          className="max-lg:hidden"
          pressed={showCustomer}
          onClick={() => changeColumns({ showCustomer: !showCustomer })}
        >
          <PanelRight className="rtl:-scale-x-100" />
        </IconButton>
        <span className="ms-1.5">
          <PrimaryAct conversation={conversation} acts={acts} />
        </span>
      </div>
    </div>
  );
}

function HolderFace({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const me = useMe();
  const { holder, team } = conversation;
  const name = holder?.name ?? team?.name ?? t("baton.nobody");
  return (
    <span className="flex min-w-0 items-center gap-2">
      {holder ? (
        <Avatar name={name} />
      ) : (
        <Users className="size-6 rounded-full bg-hover p-1 text-soft" aria-hidden="true" />
      )}
      <span className="min-w-0 truncate">
        <span className="sr-only">{t("baton.heldBy")} </span>
        <span className="font-semibold">{name}</span>
        {holder?.id === me.id && <span className="text-faint"> {t("acts.you")}</span>}
      </span>
    </span>
  );
}

function PromiseFact({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { workspace } = useMe();
  const { promise } = conversation;
  if (!promise) return null;
  const words = promise.kind === "first_reply" ? t("baton.firstReply") : promise.text;
  return (
    <button
      type="button"
      onClick={() => openAct.set("promise")}
      title={exactTime(promise.dueAt)}
      className="flex min-w-0 items-center gap-2 rounded-md px-1.5 py-1 hover:bg-hover"
    >
      <span className="min-w-0 truncate text-soft">{words}</span>
      <DueTime
        at={promise.dueAt}
        soonMinutes={workspace.dueSoonMinutes}
        broken={promise.brokenAt !== null}
        chip
      />
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
      className={cx("rounded px-1.5 text-xs leading-5 font-medium whitespace-nowrap", tones[state])}
      title={detail || undefined}
    >
      {t(`states.${state}`, { name: firstName(customer) })}
    </span>
  );
}
