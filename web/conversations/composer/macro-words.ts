import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ReplyAction } from "../../../shared/actions.ts";
import { listFields } from "../../../shared/fields.ts";
import type { MacroAction, Span } from "../../../shared/macros.ts";
import { queryOf } from "../../lib/query.ts";
import { spokenTime, useNow } from "../../lib/time.ts";
import { useColleagues } from "../../people/people.ts";
import { statusesQuery, useTopics } from "../details/lists.ts";

/** Says in words what an action does. */
export function useActionWords(): (action: ReplyAction | MacroAction) => string {
  const { t } = useTranslation();
  const now = useNow();
  const { agentName, teamName } = useColleagues();
  const topics = useTopics();
  const { data: statuses } = useQuery(statusesQuery);
  const { data: fields } = useQuery(queryOf(listFields, { query: { subject: "conversation" } }));
  const gone = t("macros.said.gone");
  const span = ({ unit, amount }: Span) => t(`macros.span.${unit}`, { count: amount });

  return (action) => {
    switch (action.do) {
      case "assign": {
        const names = [agentName(action.agentId), teamName(action.teamId)].filter((name) => name !== null);
        return t("macros.said.assign", { name: names.join(", ") || gone });
      }
      case "prioritise":
        return t("macros.said.prioritise", { name: t(`conversations.priorities.${action.priority}`) });
      case "tag":
        return [
          ...action.add.map((name) => t("macros.said.add", { name })),
          ...action.remove.map((name) => t("macros.said.remove", { name })),
        ].join(" · ");
      case "classify": {
        const topic = topics.find(({ id }) => id === action.topicId);
        return action.topicId
          ? t("macros.said.classify", { name: topic?.path ?? gone })
          : t("macros.said.noTopic");
      }
      case "status": {
        const status = statuses?.items.find(({ id }) => id === action.statusId);
        return t("macros.said.status", { name: status?.name ?? gone });
      }
      case "fill": {
        const labels = (fields?.items ?? [])
          .filter(({ id }) => id in action.values)
          .map(({ label }) => label);
        return t("macros.said.fill", { name: labels.join(", ") || gone });
      }
      case "snooze":
        return "in" in action
          ? t("macros.said.snoozeIn", { when: span(action.in) })
          : t("macros.said.snooze", { when: spokenTime(action.until, now) });
      case "follow":
        return t("macros.said.follow");
      case "unfollow":
        return t("macros.said.unfollow");
    }
  };
}
