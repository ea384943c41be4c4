import { z } from "zod";
import { AgentRef } from "./conversation-shape.ts";
import { Customer, CustomerRef, Identity } from "./customers.ts";
import { endpoint, one } from "./endpoint.ts";
import { FieldValue } from "./fields.ts";
import { moment } from "./moment.ts";
import { ConsentPurpose } from "./suppressions.ts";

/** Days in which a merge of customers can be taken back. */
export const unmergeCustomerDays = 30;

/** What there is of a customer. */
const Belongings = z.object({
  conversations: z.number().int(),
  unresolved: z.number().int(),
  orders: z.number().int(),
});
const Side = z.object({
  customer: CustomerRef.extend({ note: z.string(), createdAt: moment }),
  identities: z.array(Identity),
  belongings: Belongings,
});

/** What two customers would be as one. */
export const CustomerMergePreview = z.object({
  /** The one who stays, and the one who goes into it. */
  target: Side,
  source: Side,
  /** Fields that either has filled in. Where only one has, it stays; where both differ, somebody chooses. */
  fields: z.array(
    z.object({ fieldId: z.uuid(), target: FieldValue.nullable(), source: FieldValue.nullable() }),
  ),
  /** What counts for all addresses afterwards: a no of either is a no; null: never asked. */
  consents: z.array(
    z.object({
      purpose: ConsentPurpose,
      target: z.boolean().nullable(),
      source: z.boolean().nullable(),
      becomes: z.boolean().nullable(),
    }),
  ),
});
export type CustomerMergePreview = z.infer<typeof CustomerMergePreview>;

export const previewCustomerMerge = endpoint({
  method: "POST",
  path: "/api/customers/:id/merge-preview",
  summary: "What would join if another customer were merged into this one. Changes nothing.",
  audience: "agent",
  permission: "customers.merge",
  scope: "customers:read",
  params: one,
  body: z.object({ sourceId: z.uuid() }),
  reply: CustomerMergePreview,
  errors: ["customer_merged"],
});

export const mergeCustomers = endpoint({
  method: "POST",
  path: "/api/customers/:id/merge",
  summary:
    "Merges another customer into this one: addresses, conversations and orders come here, both notes are kept, a declined consent counts for all. `take` names what is taken from the other where both differ: `name`, `email` (where mail goes) or the id of a field.",
  audience: "agent",
  permission: "customers.merge",
  scope: "customers:write",
  params: one,
  body: z.object({
    sourceId: z.uuid(),
    take: z
      .array(z.union([z.literal("name"), z.literal("email"), z.uuid()]))
      .max(200)
      .default([]),
  }),
  reply: Customer,
  errors: ["customer_merged"],
});

export const unmergeCustomer = endpoint({
  method: "DELETE",
  path: "/api/customers/:id/merge",
  summary:
    "Takes back, within 30 days, that this customer was merged: what came with it returns, and what came since goes to whom its address belongs.",
  audience: "agent",
  permission: "customers.merge",
  scope: "customers:write",
  params: one,
  reply: Customer,
  errors: ["customer_merged", "undo_too_late"],
});

export const listCustomerMerges = endpoint({
  method: "GET",
  path: "/api/customers/:id/merges",
  summary:
    "Who was merged into this customer and is still, with until when it can be taken back; `by` is null where verified addresses joined by themselves.",
  audience: "agent",
  scope: "customers:read",
  params: one,
  reply: z.object({
    items: z.array(
      z.object({
        sourceId: z.uuid(),
        name: z.string(),
        addresses: z.array(z.string()),
        by: AgentRef.nullable(),
        at: moment,
        undoUntil: moment,
      }),
    ),
  }),
});

/** Why two customers may be one person: the same number or mailbox, the same part before the @, the same name. */
export const DuplicateReason = z.enum(["phone", "mailbox", "local_part", "name"]);

export const listDuplicates = endpoint({
  method: "GET",
  path: "/api/customers/:id/duplicates",
  summary: "Customers who may be the same person as this one, most likely first. Nothing joins by it.",
  audience: "agent",
  scope: "customers:read",
  params: one,
  reply: z.object({ items: z.array(CustomerRef.extend({ why: DuplicateReason })) }),
});
