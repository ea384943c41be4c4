import { z } from "zod";
import { Color } from "./color.ts";
import { Subject } from "./conditions.ts";
import { endpoint, nothing, one } from "./endpoint.ts";

/** What a field of the company's own holds. A date has no time; a link is an http(s) address; a person is a colleague. */
export const CustomFieldType = z.enum(["text", "number", "choice", "date", "checkbox", "link", "person"]);
export type CustomFieldType = z.infer<typeof CustomFieldType>;

/** A choice; its colour helps to see it in a list. */
export const CustomFieldOption = z.object({
  value: z.string(),
  label: z.string(),
  color: Color.nullable().default(null),
});
export type CustomFieldOption = z.infer<typeof CustomFieldOption>;

/** A field of the company's own. Conditions know it as `field.<id>`. */
export const CustomField = z.object({
  id: z.uuid(),
  subject: Subject,
  type: CustomFieldType,
  label: z.string(),
  hint: z.string(),
  /** Choices in order; empty for every other type. */
  options: z.array(CustomFieldOption),
  /** A conversation is not resolved without it. */
  requiredOnResolve: z.boolean(),
  /** Asked for these topics and those below them; empty: always. */
  topicIds: z.array(z.uuid()),
  position: z.number().int(),
});
export type CustomField = z.infer<typeof CustomField>;

/** Text, choice (its value), date (2030-12-31), link and person (id) are texts. */
export const FieldValue = z.union([z.string().max(500), z.number(), z.boolean()]);
export type FieldValue = z.infer<typeof FieldValue>;

/** A field with what it holds for one conversation or customer; null when it is empty. */
export const FilledField = CustomField.extend({ value: FieldValue.nullable() });
export type FilledField = z.infer<typeof FilledField>;

export const listFields = endpoint({
  method: "GET",
  path: "/api/fields",
  summary: "The company's own fields of conversations or customers, or of both, in their order.",
  audience: "member",
  scope: "settings:read",
  query: z.object({ subject: Subject.optional() }),
  reply: z.object({ items: z.array(CustomField) }),
});

/** A choice that exists keeps its `value`; a new one comes without. */
const NewOption = z.object({
  value: z.string().max(50).optional(),
  label: z.string().trim().min(1).max(100),
  color: Color.nullable().default(null),
});
const content = {
  label: z.string().trim().min(1).max(100),
  hint: z.string().trim().max(300),
  options: z.array(NewOption).max(200),
  requiredOnResolve: z.boolean(),
  topicIds: z.array(z.uuid()).max(200),
  position: z.number().int().min(0).max(10_000),
};

export const createField = endpoint({
  method: "POST",
  path: "/api/fields",
  summary: "Makes a field; its subject and type stay as they are from then on.",
  audience: "admin",
  permission: "sorting.fields",
  scope: "settings:write",
  body: z.object({
    subject: Subject,
    type: CustomFieldType,
    label: content.label,
    hint: content.hint.default(""),
    options: content.options.default([]),
    requiredOnResolve: content.requiredOnResolve.default(false),
    topicIds: content.topicIds.default([]),
    position: content.position.default(0),
  }),
  reply: CustomField,
  errors: ["duplicate"],
});

const changeable = z.object(content).partial();

export const changeField = endpoint({
  method: "PATCH",
  path: "/api/fields/:id",
  summary:
    "Changes a field's words, choices, topics or order; what was filled in with a choice taken away stays. `seen` is how it stood when one began: what somebody else changed since is not overwritten.",
  audience: "admin",
  permission: "sorting.fields",
  scope: "settings:write",
  params: one,
  body: changeable.extend({ seen: changeable.optional() }),
  reply: CustomField,
  errors: ["duplicate", "conflict"],
});

export const removeField = endpoint({
  method: "DELETE",
  path: "/api/fields/:id",
  summary: "Removes a field from sight; views that ask about it say so.",
  audience: "admin",
  permission: "sorting.fields",
  scope: "settings:write",
  params: one,
  reply: nothing,
});

export const orderFields = endpoint({
  method: "PUT",
  path: "/api/fields/order",
  summary: "Puts the fields of conversations, or those of customers, into this order.",
  audience: "admin",
  permission: "sorting.fields",
  scope: "settings:write",
  body: z.object({ ids: z.array(z.uuid()).max(500) }),
  reply: nothing,
});

export const countFieldUse = endpoint({
  method: "GET",
  path: "/api/fields/:id/use",
  summary: "How many conversations or customers have a field filled in; what its removal hides.",
  audience: "admin",
  permission: "sorting.fields",
  scope: "settings:read",
  params: one,
  reply: z.object({ filled: z.number().int() }),
});

const filled = z.object({ items: z.array(FilledField) });
const values = z.object({
  values: z.record(z.uuid(), FieldValue.nullable()),
});

export const getConversationFields = endpoint({
  method: "GET",
  path: "/api/conversations/:id/fields",
  summary: "The fields that are asked for this conversation's topic, with what is filled in.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: filled,
});

export const fillConversationFields = endpoint({
  method: "PATCH",
  path: "/api/conversations/:id/fields",
  summary: "Fills in or empties (null) the named fields of a conversation.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: values,
  reply: filled,
});

export const getCustomerFields = endpoint({
  method: "GET",
  path: "/api/customers/:id/fields",
  summary: "The fields of a customer, with what is filled in.",
  audience: "agent",
  scope: "customers:read",
  params: one,
  reply: filled,
});

export const fillCustomerFields = endpoint({
  method: "PATCH",
  path: "/api/customers/:id/fields",
  summary: "Fills in or empties (null) the named fields of a customer.",
  audience: "agent",
  permission: "customers.change",
  scope: "customers:write",
  params: one,
  body: values,
  reply: filled,
});
