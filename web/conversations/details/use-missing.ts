import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import type { FilledField } from "../../../shared/fields.ts";
import { getResolveRules } from "../../../shared/resolve-rules.ts";
import { type FieldSheet, isEmpty, useFieldSheet } from "../../fields/field.ts";
import { queryOf } from "../../lib/query.ts";
import { type PlacedTopic, useTopics } from "./lists.ts";
import { type Detail, useDetails } from "./use-details.ts";

export interface MissingParts {
  sheet: FieldSheet;
  topic: Detail;
  rootCause: Detail;
  /** What was missing at some time since it was opened: it stays in sight when it is filled in. */
  shown: ReadonlySet<string>;
  /** How much is missing now. */
  open: number;
  asks: boolean;
}

/** What must be known before this conversation is resolved, and is not. */
export function useMissing(conversation: Conversation): MissingParts {
  const { topic, rootCause } = useDetails(conversation);
  const topics = useTopics();
  const sheet = useFieldSheet("conversation", conversation.id);
  const { data: rules } = useQuery(queryOf(getResolveRules, {}));
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const ids = topics.find(({ id }) => id === conversation.topicId)?.ids ?? [];

  const missing = [
    rules?.topicRequired && topic.items.length > 0 && topic.chosen.length === 0 && "topic",
    rules?.rootCauseRequired && rootCause.items.length > 0 && rootCause.chosen.length === 0 && "rootCause",
    ...sheet.fields.filter((field) => isAsked(field, ids) && isEmpty(field)).map(({ id }) => id),
  ].filter((one) => typeof one === "string");
  if (missing.some((one) => !shown.has(one))) setShown(new Set([...shown, ...missing]));

  return { sheet, topic, rootCause, shown, open: missing.length, asks: shown.size > 0 };
}

/** Required, and asked for this topic; one that was filled in for another topic stays in the sheet unasked. */
const isAsked = (field: FilledField, ids: PlacedTopic["ids"]) =>
  field.requiredOnResolve && (field.topicIds.length === 0 || field.topicIds.some((id) => ids.includes(id)));
