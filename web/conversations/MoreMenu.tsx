import {
  AlarmClock,
  CircleCheck,
  CornerUpLeft,
  Ellipsis,
  ExternalLink,
  Forward,
  Handshake,
  Link2,
  Link2Off,
  Mail,
  Merge,
  MessagesSquare,
  Pause,
  Play,
  RotateCcw,
  UserRoundPlus,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { type Conversation } from "../../shared/conversation-shape.ts";
import { revokeTracker } from "../../shared/conversations.ts";
import { call } from "../lib/call.ts";
import { asProblem } from "../lib/problem.ts";
import { useMay } from "../people/people.ts";
import { openSide } from "../side-conversations/open-side.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu, MenuItem, MenuSeparator } from "../ui/Menu.tsx";
import { problemText } from "../ui/problem-text.ts";
import { toast } from "../ui/Toast.tsx";
import { openAct } from "./acts/open-act.ts";
import type { ConversationActs } from "./acts/use-conversation-actions.ts";
import { openMerging } from "./merging/open-merging.ts";

/** Everything else that can be done, with its key beside it. */
export function MoreMenu({ conversation, acts }: { conversation: Conversation; acts: ConversationActs }) {
  const { t } = useTranslation();
  const mayMerge = useMay("conversations.merge");
  const { state, handover, snoozedUntil, trackerUrl, mergedIntoId } = conversation;
  const open = state !== "resolved";
  const offered = handover?.state === "offered";

  const revoke = () =>
    call(revokeTracker, { params: { id: conversation.id } }).then(
      () => toast(t("acts.trackerRevoked")),
      (error: unknown) => toast.error(problemText(asProblem(error)).title),
    );

  return (
    <Menu
      trigger={
        <IconButton label={t("baton.more")}>
          <Ellipsis />
        </IconButton>
      }
    >
      {open && (
        <>
          <MenuItem icon={<UserRoundPlus />} keys="a" onSelect={() => openAct.set("assign")}>
            {t("actions.assign")}
          </MenuItem>
          <MenuItem icon={<Forward />} keys="h" disabled={offered} onSelect={() => openAct.set("handover")}>
            {t("actions.handover")}
          </MenuItem>
          <MenuItem icon={<Handshake />} keys="p" onSelect={() => openAct.set("promise")}>
            {t("actions.promise")}
          </MenuItem>
          {snoozedUntil ? (
            <MenuItem icon={<AlarmClock />} keys="s" onSelect={acts.wake}>
              {t("actions.wake")}
            </MenuItem>
          ) : (
            <MenuItem icon={<AlarmClock />} keys="s" onSelect={() => openAct.set("snooze")}>
              {t("actions.snooze")}
            </MenuItem>
          )}
          {state === "open" ? (
            <>
              <MenuItem icon={<CornerUpLeft />} keys="w" onSelect={() => openAct.set("wait")}>
                {t("actions.wait")}
              </MenuItem>
              <MenuItem icon={<Pause />} onSelect={() => openAct.set("hold")}>
                {t("actions.hold")}
              </MenuItem>
            </>
          ) : (
            <MenuItem icon={<Play />} onSelect={acts.resume}>
              {t("actions.resume")}
            </MenuItem>
          )}
          <MenuItem icon={<MessagesSquare />} keys="d a" onSelect={() => openSide.set({ kind: "new" })}>
            {t("actions.askBeside")}
          </MenuItem>
          <MenuItem icon={<CircleCheck />} keys="e" onSelect={() => openAct.set("resolve")}>
            {t("actions.resolve")}
          </MenuItem>
        </>
      )}
      {!open && !mergedIntoId && (
        <MenuItem icon={<RotateCcw />} keys="e" onSelect={acts.reopen}>
          {t("actions.reopen")}
        </MenuItem>
      )}
      <MenuSeparator />
      {mayMerge && !mergedIntoId && (
        <MenuItem icon={<Merge />} keys="l m" onSelect={() => openMerging.set("merge")}>
          {t("actions.merge")}
        </MenuItem>
      )}
      <MenuItem icon={<Link2 />} keys="l l" onSelect={() => openMerging.set("links")}>
        {t("actions.links")}
      </MenuItem>
      <MenuItem icon={<Mail />} onSelect={() => openAct.set("mailAddress")}>
        {t("mailTraits.writeByMail")}
      </MenuItem>
      {trackerUrl && (
        <>
          <MenuSeparator />
          <MenuItem icon={<ExternalLink />} onSelect={() => window.open(trackerUrl, "_blank", "noopener")}>
            {t("acts.openTracker")}
          </MenuItem>
          <MenuItem icon={<Link2Off />} danger onSelect={() => void revoke()}>
            {t("acts.revokeTracker")}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
