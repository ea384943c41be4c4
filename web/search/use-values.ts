import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { tagsQuery } from "../conditions/tags.ts";
import { useColleagues } from "../people/people.ts";
import { conditionFieldsQuery } from "../views/columns.ts";
import type { SearchValue, SearchValues } from "./suggest.ts";

const same = (value: string): SearchValue => ({ value, label: value });

/** What can stand behind each operator in this workspace. */
export function useSearchValues(): SearchValues {
  const { t } = useTranslation();
  const { agents, teams } = useColleagues();
  const { data: fields } = useQuery(conditionFieldsQuery);
  const { data: tags } = useQuery(tagsQuery);

  return useMemo(() => {
    const optionsOf = (id: string) =>
      (fields?.fields.find((field) => field.id === id)?.options ?? []).map(({ label }) => label);
    const days = (["today", "yesterday", "7d", "1m", "1y"] as const).map((value) => ({
      value,
      label: t(`search.days.${value}`),
    }));
    return {
      holder: [
        { value: "me", label: t("search.values.me") },
        { value: "none", label: t("search.values.none") },
        ...agents.filter(({ active }) => active).map(({ name }) => same(name)),
      ],
      team: [{ value: "mine", label: t("search.values.mine") }, ...teams.map(({ name }) => same(name))],
      tag: (tags?.items ?? []).map(({ name }) => same(name)),
      status: [
        ...(["open", "waiting", "on_hold", "resolved"] as const).map((value) => ({
          value,
          label: t(`search.states.${value}`),
        })),
        ...optionsOf("conversation.status").map(same),
      ],
      priority: (["urgent", "high", "normal", "low"] as const).map((value) => ({
        value,
        label: t(`search.priorities.${value}`),
      })),
      // The tree's own name: the server knows topics by it.
      topic: optionsOf("conversation.topic").map((path) => ({
        value: path.split(" / ").at(-1) ?? path,
        label: path,
      })),
      in: optionsOf("conversation.inbox").map(same),
      has: (["attachment", "note"] as const).map((value) => ({ value, label: t(`search.values.${value}`) })),
      before: days,
      after: days,
    };
  }, [agents, teams, fields, tags, t]);
}
