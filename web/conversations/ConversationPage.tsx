import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../shared/conversation-shape.ts";
import type { View } from "../../shared/views.ts";
import { useActions } from "../lib/actions.ts";
import { useStore } from "../lib/store.ts";
import { useWide } from "../lib/wide.ts";
import { openSide } from "../side-conversations/open-side.ts";
import { SideActs } from "../side-conversations/SideActs.tsx";
import { SideBar } from "../side-conversations/SideBar.tsx";
import { SideColumn } from "../side-conversations/SideColumn.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Splitter } from "../ui/Splitter.tsx";
import { Acts } from "./acts/Acts.tsx";
import { openAct } from "./acts/open-act.ts";
import { useConversationActions } from "./acts/use-conversation-actions.ts";
import { BatonBar } from "./BatonBar.tsx";
import { ConversationHeader } from "./ConversationHeader.tsx";
import { ConversationSkeleton } from "./ConversationSkeleton.tsx";
import { CustomerColumn } from "./CustomerColumn.tsx";
import { Composer } from "./composer/Composer.tsx";
import { conversationQuery } from "./conversation.ts";
import { HandoverBar } from "./HandoverBar.tsx";
import { changeColumns, columns } from "./layout.ts";
import { ConversationMerging } from "./merging/ConversationMerging.tsx";
import { SnoozeBar } from "./SnoozeBar.tsx";
import { TaskActs } from "./tasks/TaskActs.tsx";
import { Thread } from "./thread/Thread.tsx";
import { usePresenceHere } from "./use-presence-here.ts";
import { WhoTypes } from "./WhoIsHere.tsx";

/** One conversation between its list and its customer. */
export function ConversationPage() {
  const { t } = useTranslation();
  const { view, conversationId } = useParams({ from: "/shell/inbox/$view/$conversationId" });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(conversationQuery(conversationId));
  const back = () => void navigate({ to: "/inbox/$view", params: { view: view as View } });

  useActions([
    { id: "back", group: "list", title: "actions.back", keys: "Escape", onlyKey: true, run: back },
  ]);

  if (data) return <Opened key={data.id} conversation={data} onBack={back} />;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {error ? (
        <ErrorState
          error={error}
          onRetry={() => void refetch()}
          wayOut={<Button onClick={back}>{t("actions.back")}</Button>}
        />
      ) : (
        <ConversationSkeleton />
      )}
    </div>
  );
}

function Opened({ conversation, onBack }: { conversation: Conversation; onBack: () => void }) {
  const { t } = useTranslation();
  const { customer, showCustomer } = useStore(columns);
  const acts = useConversationActions(conversation);
  const side = useStore(openSide);
  const wide = useWide();
  const covered = side?.kind === "thread" && !wide;
  usePresenceHere(conversation.id);
  useEffect(() => () => openAct.set(null), []);
  useActions([
    {
      id: "columns.customer",
      group: "general",
      title: "actions.toggleCustomer",
      keys: "]",
      run: () => changeColumns({ showCustomer: !showCustomer }),
    },
  ]);

  return (
    <>
      <section
        // In a window too low for words and composer together (a desk at 200 %) the whole scrolls, and the bar stays.
        className="flex min-h-0 min-w-0 flex-1 flex-col overflow-x-clip overflow-y-auto"
        inert={covered}
        aria-label={t("conversations.conversation", {
          number: conversation.number,
          subject: conversation.subject,
        })}
      >
        <BatonBar conversation={conversation} acts={acts} onBack={onBack} />
        <HandoverBar conversation={conversation} acts={acts} />
        <ConversationMerging conversation={conversation} />
        <SnoozeBar conversation={conversation} acts={acts} />
        <SideBar conversation={conversation} />
        <ConversationHeader conversation={conversation} acts={acts} />
        <Thread conversation={conversation} />
        <WhoTypes conversationId={conversation.id} />
        {!conversation.mergedIntoId && <Composer conversation={conversation} />}
      </section>
      {side?.kind === "thread" ? (
        <SideColumn id={side.id} />
      ) : showCustomer ? (
        <>
          <Splitter
            label={t("conversations.customerWidth")}
            width={customer}
            min={220}
            max={420}
            column="after"
            onChange={(width) => changeColumns({ customer: width })}
          />
          <CustomerColumn conversation={conversation} width={customer} />
        </>
      ) : null}
      <Acts conversation={conversation} />
      <TaskActs conversation={conversation} />
      <SideActs conversation={conversation} />
    </>
  );
}
