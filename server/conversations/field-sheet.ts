import type { CustomField, FieldValue, FilledField } from "../../shared/fields.ts";
import { getCustomer } from "../customers/customer.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { type ConversationRecord, find, lock } from "./access.ts";
import { listFields } from "./field.ts";
import { ofConversations, ofCustomers, readValues, requireFit, writeValue } from "./field-value.ts";
import { missingReasons } from "./resolve-rules.ts";
import { topicPath } from "./topic.ts";

type Values = Readonly<Record<string, FieldValue | null>>;

/** The fields asked for a conversation's topic, with what is filled in; what was filled in before the topic changed is shown too. */
export async function conversationSheet(work: Work, id: string): Promise<FilledField[]> {
  return sheetOf(work, await find(work, id));
}

async function sheetOf(work: Work, conversation: ConversationRecord): Promise<FilledField[]> {
  const fields = await listFields(work, "conversation");
  const values = await readValues(work, ofConversations, conversation.id);
  const path = await topicPath(work, conversation.topicId);
  return fields
    .map((field) => filled(field, values))
    .filter((field) => asked(field, path) || field.value !== null);
}

const asked = ({ topicIds }: CustomField, path: readonly string[]) =>
  topicIds.length === 0 || topicIds.some((id) => path.includes(id));

const filled = (field: CustomField, values: ReadonlyMap<string, FieldValue>): FilledField => ({
  ...field,
  value: values.get(field.id) ?? null,
});

/** Fills in or empties fields of a conversation; what is as it was is not told. */
export async function fillConversation(work: Work, id: string, values: Values): Promise<FilledField[]> {
  const conversation = await lock(work, id);
  const known = await readValues(work, ofConversations, id);
  const fields = await changedFields(work, "conversation", values, known);
  for (const field of fields) await writeValue(work, ofConversations, id, field, values[field.id] ?? null);
  if (fields.length > 0)
    work.record("conversation.changed", {
      conversationId: id,
      fields: fields.map(({ id }) => `field.${id}`),
    });
  return sheetOf(work, conversation);
}

/** The fields of a customer with what is filled in. */
export async function customerSheet(work: Work, id: string): Promise<FilledField[]> {
  await getCustomer(work, id);
  const values = await readValues(work, ofCustomers, id);
  return (await listFields(work, "customer")).map((field) => filled(field, values));
}

/** Fills in or empties fields of a customer; what is as it was is not told. */
export async function fillCustomer(work: Work, id: string, values: Values): Promise<FilledField[]> {
  await getCustomer(work, id);
  const known = await readValues(work, ofCustomers, id);
  const fields = await changedFields(work, "customer", values, known);
  for (const field of fields) await writeValue(work, ofCustomers, id, field, values[field.id] ?? null);
  if (fields.length > 0) work.record("customer.changed", { customerId: id });
  return customerSheet(work, id);
}

/** The named fields whose value becomes another one; refuses unknown fields and values that do not fit. */
async function changedFields(
  work: Work,
  subject: "conversation" | "customer",
  values: Values,
  known: ReadonlyMap<string, FieldValue>,
): Promise<CustomField[]> {
  const fields = await listFields(work, subject);
  const changed: CustomField[] = [];
  for (const [id, value] of Object.entries(values)) {
    const field = fields.find((one) => one.id === id);
    if (!field) throw notFound(`There is no field ${id} of a ${subject}.`);
    const wanted = value === "" ? null : value;
    if (wanted === (known.get(id) ?? null)) continue;
    await requireFit(work, field, wanted);
    changed.push(field);
  }
  return changed;
}

/** Refuses values that no conversation could be given: unknown fields, and what does not fit. */
export async function requireFieldsOf(work: Work, values: Values): Promise<void> {
  await changedFields(work, "conversation", values, new Map());
}

/** Refuses to resolve while a required field, topic or root cause is missing, naming each one. */
export async function requireFilled(work: Work, conversation: ConversationRecord): Promise<void> {
  const errors = [
    ...(await missingReasons(work, conversation)),
    ...(await missingFields(work, conversation)),
  ];
  if (errors.length > 0)
    throw new Refusal("fields_required", errors.map(({ message }) => message).join(" "), { errors });
}

async function missingFields(work: Work, conversation: ConversationRecord) {
  const fields = await listFields(work, "conversation");
  if (!fields.some(({ requiredOnResolve }) => requiredOnResolve)) return [];
  const missing = (await sheetOf(work, conversation)).filter(
    (field) => field.requiredOnResolve && isMissing(field),
  );
  const path = await topicPath(work, conversation.topicId);
  return missing
    .filter((field) => asked(field, path))
    .map(({ id, label }) => ({ path: `/fields/${id}`, message: `${label} is not filled in.` }));
}

/** A checkbox that is required must be ticked. */
const isMissing = ({ value }: FilledField) => value === null || value === false;
