import { z } from "zod";
import { endpoint, one } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

/** A purchase; money in minor units of `currency` (ISO 4217). */
export const Order = z.object({
  id: z.uuid(),
  customerId: z.uuid(),
  number: z.string(),
  status: z.enum(["placed", "paid", "shipped", "delivered", "cancelled", "refunded"]),
  currency: z.string().length(3),
  totalMinor: z.number().int(),
  lines: z.array(z.object({ name: z.string(), quantity: z.number().int(), priceMinor: z.number().int() })),
  placedAt: moment,
});
export type Order = z.infer<typeof Order>;

export const listOrders = endpoint({
  method: "GET",
  path: "/api/customers/:id/orders",
  summary: "A customer's orders, newest first.",
  audience: "agent",
  scope: "customers:read",
  params: one,
  query: pageQuery,
  reply: page(Order),
});

export const recordOrder = endpoint({
  method: "PUT",
  path: "/api/orders/:number",
  summary: "Records an order of the shop or its newest state; the same number twice is one order.",
  audience: "admin",
  permission: "customers.orders",
  scope: "customers:write",
  params: z.object({ number: z.string().min(1).max(100) }),
  body: z.object({
    customer: z.object({ email: z.email().max(254), name: z.string().max(200).default("") }),
    status: Order.shape.status,
    currency: z.string().regex(/^[A-Z]{3}$/),
    totalMinor: z.number().int().min(0),
    lines: z
      .array(
        z.object({
          name: z.string().max(300),
          quantity: z.number().int().min(1),
          priceMinor: z.number().int().min(0),
        }),
      )
      .max(200),
    placedAt: moment,
  }),
  reply: Order,
});
