import type { Conversation } from "../../../shared/conversation-shape.ts";
import type { Happening } from "../../../shared/happenings.ts";
import { SnoozeKind, wakeReasons } from "../../../shared/snooze.ts";
import { firstName } from "../../customers/names.ts";
import { i18n } from "../../lib/i18n.ts";
import type { Colleagues } from "../../people/people.ts";
import { promiseWords } from "../promise-words.ts";

interface Around {
  colleagues: Colleagues;
  conversation: Conversation;
  spoken: (moment: Date) => string;
}

/** One happening as a sentence with names instead of ids. */
export function happeningText(
  { name, actor, data }: Happening,
  { colleagues, conversation, spoken }: Around,
): string {
  const text = (field: string) => (typeof data[field] === "string" ? data[field] : "");
  const when = (field: string) => (text(field) ? spoken(new Date(text(field))) : "");
  const someone = i18n.t("conversations.someone");
  const who = actor.kind === "system" ? "Baton" : actor.name || someone;
  const agent = (field: string) => colleagues.agentName(text(field)) ?? someone;
  const holder = colleagues.agentName(text("holderId")) ?? colleagues.teamName(text("teamId")) ?? someone;
  const words = { who, holder, customer: firstName(conversation.customer) };

  switch (name) {
    case "conversation.assigned":
      return i18n.t(`happenings.assigned.${assignedHow(text("why"))}`, words);
    case "conversation.waiting":
      return i18n.t("happenings.waiting", words);
    case "conversation.put_on_hold":
      return i18n.t("happenings.onHold", words);
    case "conversation.opened":
      return i18n.t("happenings.opened", words);
    case "conversation.snoozed":
      return i18n.t(`snoozing.slept.${sleptFor(text("for"))}`, { ...words, when: when("until") });
    case "conversation.woken":
      return i18n.t(`snoozing.woken.${wokenWhy(text("why"))}`, words);
    case "conversation.resolved":
      return i18n.t("happenings.resolved", { ...words, reason: text("reason") });
    case "conversation.reopened":
      return i18n.t("happenings.reopened", words);
    case "conversation.escalated":
      return i18n.t("happenings.escalated", { lead: agent("leadId") });
    case "conversation.related":
      return i18n.t("happenings.related", words);
    case "handover.offered":
      return i18n.t("happenings.offered", {
        ...words,
        to: colleagues.agentName(text("toAgentId")) ?? colleagues.teamName(text("toTeamId")) ?? someone,
      });
    case "handover.accepted":
      return i18n.t("happenings.accepted", { who: agent("agentId") });
    case "handover.declined":
      return i18n.t("happenings.declined", { who: agent("agentId"), reason: text("reason") });
    case "handover.withdrawn":
      return i18n.t("happenings.withdrawn", words);
    case "promise.made":
      return i18n.t("happenings.promised", { what: promiseWords(text("text")), when: when("dueAt") });
    case "promise.kept":
      return i18n.t("happenings.kept", { when: when("dueAt") });
    case "promise.broken":
      return i18n.t("happenings.broken", { when: when("dueAt") });
    case "promise.moved":
      return i18n.t("happenings.moved", words);
    case "participant.added":
      return i18n.t("happenings.participant", words);
    case "collaborator.added":
      return i18n.t("happenings.collaborator", { who: agent("agentId") });
    case "tracker.revoked":
      return i18n.t("happenings.trackerRevoked", words);
    case "message.withdrawn":
      return i18n.t("happenings.takenBack", words);
    case "reply.scheduled":
      return i18n.t("happenings.scheduled", { ...words, when: when("leavesAt") });
    case "reply.unscheduled":
      return i18n.t(`happenings.unscheduled.${whyOf(text("why"))}`, {
        ...words,
        writer: agent("agentId"),
        reason: text("reason"),
      });
    case "follow_up.sent":
      return i18n.t("happenings.followUp", words);
    case "response.given":
      return i18n.t("happenings.response", {
        ...words,
        rating: typeof data.rating === "number" ? data.rating : "",
      });
    default:
      return isPlain(name) ? i18n.t(`happenings.${plain[name]}`, words) : name;
  }
}

/** Happenings whose sentence needs nothing but who did it. */
const plain = {
  "conversation.changed": "changed",
  "conversation.classified": "classified",
  "conversation.merged": "merged",
  "conversation.absorbed": "absorbed",
  "conversation.unmerged": "unmerged",
  "conversation.split": "split",
  "conversation.linked": "linked",
  "conversation.unlinked": "unlinked",
  "conversation.followed": "followed",
  "conversation.unfollowed": "unfollowed",
  "side_conversation.started": "asideStarted",
  "side_conversation.received": "asideReceived",
  "side_conversation.overdue": "asideOverdue",
  "side_conversation.closed": "asideClosed",
} as const;

const isPlain = (name: string): name is keyof typeof plain => name in plain;

const whys = ["cancelled", "customer_wrote", "resolved", "left", "refused"] as const;

function whyOf(why: string): (typeof whys)[number] {
  return whys.find((one) => one === why) ?? "cancelled";
}

const sleptFor = (kind: string) => SnoozeKind.options.find((one) => one === kind) ?? "time";
const wokenWhy = (why: string) => wakeReasons.find((one) => one === why) ?? "agent";

const ways = ["started", "taken", "given", "accepted", "left", "reopened"] as const;

function assignedHow(why: string): (typeof ways)[number] {
  return ways.find((way) => way === why) ?? "given";
}
