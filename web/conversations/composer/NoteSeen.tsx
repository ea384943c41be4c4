import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Agent } from "../../../shared/agents.ts";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { listInboxes } from "../../../shared/email.ts";
import { queryOf } from "../../lib/query.ts";
import { mayAs, useColleagues } from "../../people/people.ts";
import { mentionedIn } from "./mentions.ts";

/** Who will see a note: colleagues, and whom it lets into the conversation by calling them. */
export function NoteSeen({ conversation, note }: { conversation: Conversation; note: string }) {
  const { t, i18n } = useTranslation();
  const { agents } = useColleagues();
  const { data } = useQuery({ ...queryOf(listInboxes, {}), enabled: note !== "" });
  const inbox = data?.items.find(({ id }) => id === conversation.inboxId);
  const called = new Set(note && data ? mentionedIn(note, agents) : []);
  const letIn = agents.filter((agent) => called.has(agent.id) && !sees(agent, conversation, inbox));
  const names = new Intl.ListFormat(i18n.language).format(letIn.map(({ name }) => name));

  return (
    <p className="min-w-0 flex-1 text-xs text-soft" aria-live="polite">
      {t("composer.noteSeen")}
      {letIn.length > 0 && (
        <span className="ms-1 font-medium text-ink">
          {t("composer.letsIn", { count: letIn.length, names })}
        </span>
      )}
    </p>
  );
}

/** As the server decides it, by what is known here; a role of one's own is taken for the one it began as. */
function sees(
  { id, role, teamIds }: Agent,
  { holder, team, collaborators, handover }: Conversation,
  inbox: { restricted: boolean; teamId: string | null } | undefined,
): boolean {
  const theirs = (teamId: string | null | undefined) => Boolean(teamId && teamIds.includes(teamId));
  if (mayAs(role, "admin") || holder?.id === id || collaborators.some((one) => one.id === id)) return true;
  if (theirs(team?.id) || theirs(handover?.toTeam?.id) || handover?.toAgent?.id === id) return true;
  return role !== "collaborator" && (!inbox?.restricted || theirs(inbox.teamId));
}
