import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { listConditionFields } from "../../shared/conditions.ts";
import { viewColumns } from "../../shared/saved-views.ts";
import { queryOf } from "../lib/query.ts";

export const conditionFieldsQuery = queryOf(listConditionFields, { query: { subject: "conversation" } });

export type BuiltInColumn = (typeof viewColumns)[number];
export const isBuiltIn = (column: string): column is BuiltInColumn =>
  (viewColumns as readonly string[]).includes(column);

/** What columns can be shown, with their names; a field that is gone has none of its own. */
export function useColumns() {
  const { t } = useTranslation();
  const { data } = useQuery(conditionFieldsQuery);
  return useMemo(() => {
    const own = (data?.fields ?? []).filter(({ group }) => group === "custom");
    const labels = new Map<string, string>([
      ...viewColumns.map((column) => [column, t(`savedViews.columnNames.${column}`)] as const),
      ...own.map(({ id, label }) => [id, label] as const),
    ]);
    return {
      all: [...labels.keys()],
      known: (column: string) => labels.has(column),
      nameOf: (column: string) => labels.get(column) ?? t("savedViews.goneColumn"),
    };
  }, [data, t]);
}
