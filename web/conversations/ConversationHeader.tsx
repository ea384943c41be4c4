import { Link } from "@tanstack/react-router";
import { Forward, PanelRight, Pencil, SlidersHorizontal, UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Conversation } from "../../shared/conversation-shape.ts";
import { changeConversation } from "../../shared/conversations.ts";
import { customerName } from "../customers/names.ts";
import { call } from "../lib/call.ts";
import { useStore } from "../lib/store.ts";
import { useMayAs } from "../people/people.ts";
import { Cut } from "../ui/Cut.tsx";
import { cx } from "../ui/cx.ts";
import { control } from "../ui/Field.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { openAct } from "./acts/open-act.ts";
import type { ConversationActs } from "./acts/use-conversation-actions.ts";
import { useAct } from "./conversation.ts";
import { DetailActs } from "./details/DetailActs.tsx";
import { InShort } from "./details/InShort.tsx";
import { openDetail } from "./details/open-detail.ts";
import { changeColumns, columns } from "./layout.ts";
import { MoreMenu } from "./MoreMenu.tsx";
import { PriorityMenu } from "./PriorityMenu.tsx";
import { Tags } from "./Tags.tsx";

interface Props {
  conversation: Conversation;
  acts: ConversationActs;
}

/** Number, subject, priority and tags, each changed where it stands; and everything else that can be done. */
export function ConversationHeader({ conversation, acts }: Props) {
  const { t } = useTranslation();
  const mayChange = useMayAs("agent");
  const act = useAct();
  const [subject, setSubject] = useState<string | null>(null);

  const keep = () => {
    const next = subject?.trim();
    if (next && next !== conversation.subject)
      act.mutate({
        run: () => call(changeConversation, { params: { id: conversation.id }, body: { subject: next } }),
      });
    setSubject(null);
  };

  return (
    <header className="shrink-0 border-b border-line px-5 py-2">
      <div className="group flex items-center gap-2">
        {subject === null ? (
          <h1 className="min-w-0 truncate text-base font-semibold tracking-tight">
            <Cut>{conversation.subject}</Cut>
          </h1>
        ) : (
          <input
            autoFocus
            aria-label={t("conversations.subject")}
            value={subject}
            maxLength={500}
            onChange={(event) => setSubject(event.target.value)}
            onBlur={keep}
            onKeyDown={(event) => {
              if (event.key === "Enter") keep();
              if (event.key === "Escape") setSubject(null);
            }}
            className={cx(control, "h-7 text-base font-semibold")}
          />
        )}
        <span className="shrink-0 text-faint">#{conversation.number}</span>
        {mayChange && subject === null && (
          <IconButton
            label={t("conversations.changeSubject")}
            onClick={() => setSubject(conversation.subject)}
            className="size-6 opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
          >
            <Pencil className="!size-3.5" />
          </IconButton>
        )}
        <Tools conversation={conversation} acts={acts} />
      </div>
      <div className="mt-0.5 flex flex-wrap items-center gap-1.5">
        <Link
          to="/customers/$customerId"
          params={{ customerId: conversation.customer.id }}
          className="me-1 rounded text-xs text-coral-ink underline underline-offset-2 lg:hidden"
        >
          {customerName(conversation.customer)}
        </Link>
        <PriorityMenu conversation={conversation} />
        <Tags conversation={conversation} />
        <InShort conversation={conversation} />
      </div>
      <DetailActs conversation={conversation} />
    </header>
  );
}

function Tools({ conversation, acts }: Props) {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  const { showCustomer } = useStore(columns);
  const offered = conversation.handover?.state === "offered";

  return (
    <div className="ms-auto flex shrink-0 items-center gap-0.5">
      {isAgent && conversation.state !== "resolved" && (
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
            disabled={offered}
            onClick={() => openAct.set("handover")}
            className="max-sm:hidden"
          >
            <Forward className="rtl:-scale-x-100" />
          </IconButton>
        </>
      )}
      {isAgent && <MoreMenu conversation={conversation} acts={acts} />}
      <IconButton label={t("details.title")} onClick={() => openDetail.set("sheet")} className="lg:hidden">
        <SlidersHorizontal />
      </IconButton>
      <IconButton
        label={t("actions.toggleCustomer")}
        keys="]"
        className="max-lg:hidden"
        pressed={showCustomer}
        onClick={() => changeColumns({ showCustomer: !showCustomer })}
      >
        <PanelRight className="rtl:-scale-x-100" />
      </IconButton>
    </div>
  );
}
