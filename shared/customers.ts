import { z } from "zod";
import { endpoint, one } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

export const IdentityKind = z.enum(["email", "phone", "handle", "external"]);

export const Identity = z.object({
  id: z.uuid(),
  kind: IdentityKind,
  value: z.string(),
  /** True once the customer has proven that it is theirs. */
  verified: z.boolean(),
});
export type Identity = z.infer<typeof Identity>;

export const Customer = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The address mail goes to; null when none is known. */
  email: z.string().nullable(),
  note: z.string(),
  identities: z.array(Identity),
  createdAt: moment,
  /** The customer this one was merged into; then everything is there. */
  mergedIntoId: z.uuid().nullable(),
});
export type Customer = z.infer<typeof Customer>;

/** A customer as other things show one. */
export const CustomerRef = z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable() });
export type CustomerRef = z.infer<typeof CustomerRef>;

export const listCustomers = endpoint({
  method: "GET",
  path: "/api/customers",
  summary: "Customers whose name or address starts with `q`, by name.",
  audience: "agent",
  scope: "customers:read",
  query: pageQuery.extend({ q: z.string().max(200).optional() }),
  reply: page(CustomerRef.extend({ createdAt: moment })),
});

export const getCustomer = endpoint({
  method: "GET",
  path: "/api/customers/:id",
  summary: "One customer with every identity.",
  audience: "agent",
  scope: "customers:read",
  params: one,
  reply: Customer,
});

export const createCustomer = endpoint({
  method: "POST",
  path: "/api/customers",
  summary: "Makes a customer; refused when the address belongs to another one.",
  audience: "agent",
  permission: "customers.change",
  scope: "customers:write",
  body: z.object({
    name: z.string().trim().max(200).default(""),
    email: z.email().max(254).optional(),
    note: z.string().max(10_000).default(""),
  }),
  reply: Customer,
  errors: ["duplicate"],
});

export const changeCustomer = endpoint({
  method: "PATCH",
  path: "/api/customers/:id",
  summary: "Changes a customer's name or note.",
  audience: "agent",
  permission: "customers.change",
  scope: "customers:write",
  params: one,
  body: z.object({ name: z.string().trim().max(200).optional(), note: z.string().max(10_000).optional() }),
  reply: Customer,
});

export const addIdentity = endpoint({
  method: "POST",
  path: "/api/customers/:id/identities",
  summary:
    "Adds an address, number or handle an agent knows to be the customer's; refused when another customer has it.",
  audience: "agent",
  permission: "customers.change",
  scope: "customers:write",
  params: one,
  body: z.object({ kind: IdentityKind, value: z.string().trim().min(1).max(254) }),
  reply: Customer,
  errors: ["duplicate"],
});
