import { z } from "zod";
import { NewPromise, Priority } from "./actions.ts";
import { Conversation, ConversationRow, ConversationType, Way } from "./conversation-shape.ts";
import { endpoint, nothing, one } from "./endpoint.ts";

export const getConversation = endpoint({
  method: "GET",
  path: "/api/conversations/:id",
  summary: "One conversation: holder, promise, handover, participants.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: Conversation,
});

export const getConversationRow = endpoint({
  method: "GET",
  path: "/api/conversations/:id/row",
  summary: "One conversation as lists show it, for a live list that replaces a single row.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: ConversationRow,
});

export const startConversation = endpoint({
  method: "POST",
  path: "/api/conversations",
  summary:
    "Records a customer's problem that came in by another way, or (`way` email) writes to them first; the customer is found or made by address, else by telephone number.",
  audience: "agent",
  scope: "conversations:write",
  body: z
    .object({
      inboxId: z.uuid().optional(),
      customer: z.object({
        email: z.email().max(254).optional(),
        phone: z.string().trim().min(3).max(40).optional(),
        name: z.string().trim().max(200).default(""),
      }),
      way: Way.default("api"),
      type: ConversationType.nullable().default(null),
      subject: z.string().trim().min(1).max(500),
      text: z.string().min(1).max(500_000),
      priority: Priority.default("normal"),
      tags: z.array(z.string().trim().min(1).max(50)).max(50).default([]),
      topicId: z.uuid().nullable().default(null),
      fields: z.record(z.uuid(), z.union([z.string().max(500), z.number(), z.boolean()])).default({}),
      /** The team it goes to instead of whoever starts it. */
      teamId: z.uuid().nullable().default(null),
      templateId: z.uuid().optional(),
    })
    .refine(({ customer, way }) => customer.email || (customer.phone && way !== "email"), {
      path: ["customer", "email"],
      message: "An e-mail address is needed, or for what is only noted a telephone number.",
    }),
  reply: Conversation,
});

export const changeConversation = endpoint({
  method: "PATCH",
  path: "/api/conversations/:id",
  summary: "Changes subject, priority, tags or type.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({
    subject: z.string().trim().min(1).max(500).optional(),
    priority: Priority.optional(),
    tags: z.array(z.string().trim().min(1).max(50)).max(50).optional(),
    type: ConversationType.nullable().optional(),
  }),
  reply: Conversation,
});

export const makePromise = endpoint({
  method: "PUT",
  path: "/api/conversations/:id/promise",
  summary:
    "Replaces the live promise by a new one; the old one counts as moved, or as broken when it was overdue.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: NewPromise,
  reply: Conversation,
  errors: ["promise_in_the_past", "already_resolved"],
});

export const revokeTracker = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/tracker",
  summary: "Ends every tracker link of the conversation sent so far.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: nothing,
});
