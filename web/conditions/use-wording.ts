import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import {
  type FieldDescription,
  me,
  myTeams,
  type Operator,
  operandOf,
  type Span,
} from "../../shared/conditions.ts";
import type { Key } from "../lib/i18n.ts";
import { exactTime } from "../lib/time.ts";
import { useColleagues } from "../people/people.ts";
import type { Option } from "../ui/OptionPicker.tsx";
import type { Wording } from "./sentence.ts";
import { tagsQuery } from "./tags.ts";
import type { Rule } from "./tree.ts";

/** The names of fields, operators and what may be chosen, in the language of whoever reads. */
export interface FieldWords extends Wording {
  fieldLabel(id: string): string;
  operatorLabel(field: FieldDescription | undefined, operator: string): string;
  optionsOf(field: FieldDescription): Option[];
  valueText(rule: Rule): string;
}

export function useWording(fields: ReadonlyMap<string, FieldDescription>): FieldWords {
  const { t, i18n } = useTranslation();
  const { agents, teams } = useColleagues();
  const tags = useQuery(tagsQuery);

  return useMemo(() => {
    const named = (key: string, otherwise: string) => (i18n.exists(key) ? t(key as Key) : otherwise);
    const under = (id: string) => id.replaceAll(".", "_");
    const fieldLabel = (id: string) =>
      named(`conditions.fields.${under(id)}`, fields.get(id)?.label ?? t("conditions.goneField"));
    const operatorLabel = (field: FieldDescription | undefined, operator: string) =>
      named(
        `conditions.operators.${field?.type === "date" || field?.type === "day" ? "time_" : ""}${operator}`,
        named(`conditions.operators.${operator}`, operator),
      );
    const optionsOf = (field: FieldDescription): Option[] => {
      if (field.type === "person")
        return [
          { value: me, label: t("conditions.me") },
          ...agents.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
        ];
      if (field.type === "team")
        return [
          { value: myTeams, label: t("conditions.myTeams") },
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ];
      if (field.id === "conversation.tags")
        return (tags.data?.items ?? []).map(({ name }) => ({ value: name, label: name }));
      return (field.options ?? []).map(({ value, label }) => ({
        value,
        label: named(`conditions.options.${under(field.id)}_${value}`, label),
      }));
    };
    const one = (field: FieldDescription | undefined, value: unknown): string =>
      typeof value === "boolean"
        ? t(value ? "conditions.yes" : "conditions.no")
        : spoken(field, value, field ? optionsOf(field) : []);
    const lists = listsIn(i18n.language);
    const valueText = ({ field: id, operator, value }: Rule): string => {
      const field = fields.get(id);
      switch (operandOf(operator as Operator)) {
        case "nothing":
          return "";
        case "span": {
          const { amount, unit } = (value ?? {}) as Partial<Span>;
          return t(`conditions.spans.${unit ?? "days"}`, { count: amount ?? 0 });
        }
        case "list": {
          const several = Array.isArray(value) ? value.map((part) => one(field, part)) : [];
          return several.length === 0 ? "…" : lists[operator === "all_of" ? "and" : "or"].format(several);
        }
        case "range": {
          const [from, to] = Array.isArray(value) ? value : [];
          return t("conditions.fromTo", { from: one(field, from), to: one(field, to) });
        }
        case "value":
          return one(field, value);
      }
    };
    const plain = (asked: Rule) =>
      t("conditions.ruleSays", {
        field: fieldLabel(asked.field),
        operator: operatorLabel(fields.get(asked.field), asked.operator),
        value: valueText(asked),
      }).trim();

    return {
      fieldLabel,
      operatorLabel,
      optionsOf,
      valueText,
      rule: (asked) => (asked.negated ? t("conditions.notSays", { text: plain(asked) }) : plain(asked)),
      list: (parts, join) => lists[join].format(parts),
      inside: (text) => t("conditions.insideSays", { text }),
      not: (text) => t("conditions.notSays", { text }),
      everything: t("conditions.everything"),
      nothing: t("conditions.nothing"),
    };
  }, [t, i18n, fields, agents, teams, tags.data]);
}

/** One value as it is read: the name of what was chosen, an exact time, or as it was written. */
function spoken(field: FieldDescription | undefined, value: unknown, options: readonly Option[]): string {
  if (value === undefined || value === null || value === "") return "…";
  if (field?.type === "date") return exactTime(new Date(value as string));
  const option = options.find((known) => known.value === value);
  return option?.label ?? (typeof value === "string" || typeof value === "number" ? String(value) : "…");
}

const listsIn = (language: string) => ({
  and: new Intl.ListFormat(language, { type: "conjunction" }),
  or: new Intl.ListFormat(language, { type: "disjunction" }),
});
