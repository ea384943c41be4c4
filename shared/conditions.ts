import { z } from "zod";
import { type ConditionShape, shapeTroubles } from "./condition-shape.ts";
import { endpoint } from "./endpoint.ts";

/** What a field holds. A date is a moment; a day has no time; choices are several at once (tags). */
export const fieldTypes = [
  "text",
  "number",
  "date",
  "day",
  "choice",
  "choices",
  "boolean",
  "person",
  "team",
] as const;
export type FieldType = (typeof fieldTypes)[number];

const among = ["is", "is_not", "one_of", "none_of"] as const;
const emptiness = ["is_empty", "is_not_empty"] as const;
const ordered = [
  "before",
  "after",
  "between",
  "in_last",
  "in_next",
  "more_than_ago",
  "more_than_ahead",
] as const;

/** What can be asked of each type. Those with a "not" are the exact opposite of those without, for empty fields too. */
export const operatorsOf = {
  text: [...among, "contains", "not_contains", "starts_with", "ends_with", ...emptiness],
  number: [...among, "greater", "at_least", "less", "at_most", "between", ...emptiness],
  date: [...ordered, "business_more_than_ago", ...emptiness],
  day: ["is", "is_not", ...ordered, ...emptiness],
  choice: [...among, ...emptiness],
  choices: ["any_of", "all_of", "none_of", ...emptiness],
  boolean: ["is"],
  person: [...among, ...emptiness],
  team: [...among, ...emptiness],
} as const satisfies Record<FieldType, readonly string[]>;
export type Operator = (typeof operatorsOf)[FieldType][number];

/** What stands behind an operator: nothing, one value, a list, two ends, or a length of time. */
export const operands = {
  is_empty: "nothing",
  is_not_empty: "nothing",
  one_of: "list",
  none_of: "list",
  any_of: "list",
  all_of: "list",
  between: "range",
  in_last: "span",
  in_next: "span",
  more_than_ago: "span",
  more_than_ahead: "span",
  business_more_than_ago: "span",
} as const satisfies Partial<Record<Operator, string>>;
export type Operand = (typeof operands)[keyof typeof operands] | "value";

export function operandOf(operator: Operator): Operand {
  return (operands as Partial<Record<Operator, Operand>>)[operator] ?? "value";
}

/** A length of time: days are 24 hours for moments and calendar days for days; business time knows minutes and hours only. */
export interface Span {
  amount: number;
  unit: "minutes" | "hours" | "days";
}

/** Words that stand for whoever asks. */
export const me = "me";
export const myTeams = "my_teams";

/** Which ones: the one language of views, segments, rules and campaigns. An empty field meets nothing but "is empty" and what begins with "not". */
export type Condition = ConditionShape;
export type Leaf = Extract<Condition, { field: string }>;

/** Checked for its form only; whether its fields exist and fit is for `conditionTroubles`. */
export const Condition = z.unknown().superRefine((input, context) => {
  for (const { path, message } of shapeTroubles(input))
    context.addIssue({ code: "custom", message, path: path.split("/").slice(1) });
}) as unknown as z.ZodType<Condition>;

/** What is wrong with one part of a condition; the path is a JSON pointer into it. */
export const Trouble = z.object({ path: z.string(), message: z.string() });
export type Trouble = z.infer<typeof Trouble>;

export const FieldOption = z.object({ value: z.string(), label: z.string() });

/** A field as the builder shows it. */
export const FieldDescription = z.object({
  id: z.string(),
  label: z.string(),
  group: z.enum(["conversation", "customer", "company", "message", "time", "custom"]),
  type: z.enum(fieldTypes),
  /** What a choice may be; null when anything may be written. */
  options: z.array(FieldOption).nullable(),
});
export type FieldDescription = z.infer<typeof FieldDescription>;

/** What is selected: conversations can also be asked about their customer. */
export const Subject = z.enum(["conversation", "customer"]);
export type Subject = z.infer<typeof Subject>;

export const listConditionFields = endpoint({
  method: "GET",
  path: "/api/conditions/fields",
  summary:
    "Everything a condition may ask about conversations or customers, with the operators of each field.",
  audience: "member",
  scope: "conversations:read",
  query: z.object({ subject: Subject.default("conversation") }),
  reply: z.object({ fields: z.array(FieldDescription.extend({ operators: z.array(z.string()) })) }),
});

export const checkCondition = endpoint({
  method: "POST",
  path: "/api/conditions/check",
  summary: "Says what is wrong with a condition, part by part; nothing when it can be used.",
  audience: "member",
  scope: "conversations:read",
  body: z.object({ subject: Subject.default("conversation"), condition: Condition }),
  reply: z.object({ troubles: z.array(Trouble) }),
});
