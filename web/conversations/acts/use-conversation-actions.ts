import { useTranslation } from "react-i18next";
import { type Conversation } from "../../../shared/conversation-shape.ts";
import { reopenConversation, resumeConversation, unsnooze } from "../../../shared/conversation-states.ts";
import { acceptHandover, assign, withdrawHandover } from "../../../shared/handovers.ts";
import { type Action, useActions } from "../../lib/actions.ts";
import { call } from "../../lib/call.ts";
import { useMayAs, useMe } from "../../people/people.ts";
import { focusComposer } from "../composer/focus.ts";
import { useAct } from "../conversation.ts";
import { type ActName, openAct } from "./open-act.ts";

/** What can be done with a conversation right now, and whether something is being done. */
export interface ConversationActs {
  take: () => void;
  accept: () => void;
  withdraw: () => void;
  reopen: () => void;
  resume: () => void;
  wake: () => void;
  busy: boolean;
  /** A handover is offered to oneself or one's team. */
  offeredToMe: boolean;
}

/** The acts that need no dialog, and all acts as keys and in the palette, as far as role and state allow. */
export function useConversationActions(conversation: Conversation): ConversationActs {
  const { t } = useTranslation();
  const me = useMe();
  const isAgent = useMayAs("agent");
  const act = useAct();
  const params = { id: conversation.id };
  const { state, holder, handover, snoozedUntil } = conversation;

  const open = state !== "resolved";
  const pending = handover?.state === "offered" ? handover : null;
  const offeredToMe = Boolean(
    pending && (pending.toAgent?.id === me.id || (pending.toTeam && me.teamIds.includes(pending.toTeam.id))),
  );

  const acts: ConversationActs = {
    take: () =>
      act.mutate({ run: () => call(assign, { params, body: { agentId: me.id } }), done: t("acts.taken") }),
    accept: () => act.mutate({ run: () => call(acceptHandover, { params }), done: t("acts.accepted") }),
    withdraw: () => act.mutate({ run: () => call(withdrawHandover, { params }), done: t("acts.withdrawn") }),
    reopen: () => act.mutate({ run: () => call(reopenConversation, { params }), done: t("acts.reopened") }),
    resume: () => act.mutate({ run: () => call(resumeConversation, { params }), done: t("acts.resumed") }),
    wake: () => act.mutate({ run: () => call(unsnooze, { params }), done: t("acts.woken") }),
    busy: act.isPending,
    offeredToMe,
  };

  const way = (id: ActName, keys: string | undefined, title: Action["title"]): Action => ({
    id: `conversation.${id}`,
    group: "conversation",
    title,
    ...(keys && { keys }),
    run: () => openAct.set(id),
  });
  const now = (id: string, keys: string | undefined, title: Action["title"], run: () => void): Action => ({
    id: `conversation.${id}`,
    group: "conversation",
    title,
    ...(keys && { keys }),
    run,
  });

  const list: (Action | false)[] = [
    isAgent && now("reply", "r", "actions.reply", () => focusComposer("reply")),
    now("note", "n", "actions.note", () => focusComposer("note")),
    offeredToMe && now("accept", "y", "actions.accept", acts.accept),
    offeredToMe && way("decline", undefined, "actions.decline"),
    ...(isAgent
      ? [
          open && holder?.id !== me.id && now("take", "t", "actions.take", acts.take),
          open && way("assign", "a", "actions.assign"),
          open && !pending && way("handover", "h", "actions.handover"),
          Boolean(pending && !offeredToMe) && now("withdraw", undefined, "actions.withdraw", acts.withdraw),
          open && way("promise", "p", "actions.promise"),
          open && !snoozedUntil && way("snooze", "s", "actions.snooze"),
          Boolean(snoozedUntil) && now("wake", "s", "actions.wake", acts.wake),
          state === "open" && way("wait", "w", "actions.wait"),
          state === "open" && way("hold", undefined, "actions.hold"),
          (state === "waiting" || state === "on_hold") &&
            now("resume", undefined, "actions.resume", acts.resume),
          open && way("resolve", "e", "actions.resolve"),
          !open && !conversation.mergedIntoId && now("reopen", "e", "actions.reopen", acts.reopen),
        ]
      : []),
  ];
  useActions(list.filter((one) => one !== false));
  return acts;
}
