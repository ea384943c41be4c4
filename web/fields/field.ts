import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  type FieldValue,
  type FilledField,
  fillConversationFields,
  fillCustomerFields,
  getConversationFields,
  getCustomerFields,
} from "../../shared/fields.ts";
import { call } from "../lib/call.ts";
import { asProblem } from "../lib/problem.ts";
import { queryOf } from "../lib/query.ts";
import { problemText } from "../ui/problem-text.ts";

type Subject = "conversation" | "customer";
const reads = { conversation: getConversationFields, customer: getCustomerFields };
const writes = { conversation: fillConversationFields, customer: fillCustomerFields };

export interface FieldSheet {
  fields: readonly FilledField[];
  /** What is wrong with what was last tried, by field. */
  wrong: Readonly<Record<string, string>>;
  loading: boolean;
  set: (fieldId: string, value: FieldValue | null) => void;
}

/** The fields of a conversation or a customer; a change shows at once and goes back when it is refused. */
export function useFieldSheet(subject: Subject, id: string): FieldSheet {
  const queries = useQueryClient();
  const query = queryOf(reads[subject], { params: { id } });
  const { data, isPending } = useQuery(query);
  const [wrong, setWrong] = useState<Record<string, string>>({});

  const show = (fieldId: string, value: FieldValue | null) =>
    queries.setQueryData(
      query.queryKey,
      (known) =>
        known && { items: known.items.map((field) => (field.id === fieldId ? { ...field, value } : field)) },
    );
  const filling = useMutation({
    mutationFn: ({ fieldId, value }: { fieldId: string; value: FieldValue | null }) =>
      call(writes[subject], { params: { id }, body: { values: { [fieldId]: value } } }),
    onMutate: async ({ fieldId, value }) => {
      await queries.cancelQueries({ queryKey: query.queryKey });
      const before = queries.getQueryData(query.queryKey)?.items.find((field) => field.id === fieldId);
      setWrong((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== fieldId)));
      show(fieldId, value);
      return before?.value ?? null;
    },
    onError: (error, { fieldId }, before) => {
      show(fieldId, before ?? null);
      const problem = asProblem(error);
      const { title, remedy } = problemText(problem);
      setWrong((all) => ({ ...all, [fieldId]: problem.fields[`values.${fieldId}`] ?? `${title} ${remedy}` }));
    },
    onSuccess: (sheet) => queries.setQueryData(query.queryKey, sheet),
  });

  return {
    fields: data?.items ?? [],
    wrong,
    loading: isPending,
    set: (fieldId, value) => filling.mutate({ fieldId, value }),
  };
}

/** Empty as resolving sees it: a box that must be ticked is not. */
export const isEmpty = ({ value }: Pick<FilledField, "value">) => value === null || value === false;
