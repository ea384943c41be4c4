import { z } from "zod";
import { Priority } from "./actions.ts";
import { ConversationType, Way } from "./conversation-shape.ts";
import { endpoint, nothing, one } from "./endpoint.ts";
import { FieldValue } from "./fields.ts";
import { ViewScope } from "./saved-views.ts";

/** How a conversation begins that somebody starts by hand; subject and body are Liquid. */
export const ConversationTemplate = z.object({
  id: z.uuid(),
  name: z.string(),
  scope: ViewScope,
  ownerId: z.uuid().nullable(),
  teamId: z.uuid().nullable(),
  type: ConversationType.nullable(),
  way: Way,
  subject: z.string(),
  body: z.string(),
  priority: Priority,
  tags: z.array(z.string()),
  topicId: z.uuid().nullable(),
  /** Whose it becomes; null: whoever starts it holds it. */
  forTeamId: z.uuid().nullable(),
  fields: z.record(z.uuid(), FieldValue),
  /** How many conversations began with it. */
  used: z.number().int(),
  /** May whoever asks change it? */
  mayChange: z.boolean(),
});
export type ConversationTemplate = z.infer<typeof ConversationTemplate>;

const content = {
  name: z.string().trim().min(1).max(100),
  type: ConversationType.nullable(),
  way: Way,
  subject: z.string().trim().max(500),
  body: z.string().max(20_000),
  priority: Priority,
  tags: z.array(z.string().trim().min(1).max(50).toLowerCase()).max(50),
  topicId: z.uuid().nullable(),
  forTeamId: z.uuid().nullable(),
  fields: z.record(z.uuid(), FieldValue),
};

export const listConversationTemplates = endpoint({
  method: "GET",
  path: "/api/conversation-templates",
  summary: "The templates one may begin with: one's own, one's teams', and those for all, most used first.",
  audience: "member",
  scope: "settings:read",
  reply: z.object({ items: z.array(ConversationTemplate) }),
});

export const createConversationTemplate = endpoint({
  method: "POST",
  path: "/api/conversation-templates",
  summary: "Makes a template for oneself, for a team one belongs to, or (leads) for all.",
  audience: "agent",
  scope: "settings:write",
  body: z.object({
    name: content.name,
    scope: ViewScope.default("personal"),
    teamId: z.uuid().nullable().default(null),
    type: content.type.default(null),
    way: content.way.default("phone"),
    subject: content.subject.default(""),
    body: content.body.default(""),
    priority: content.priority.default("normal"),
    tags: content.tags.default([]),
    topicId: content.topicId.default(null),
    forTeamId: content.forTeamId.default(null),
    fields: content.fields.default({}),
  }),
  reply: ConversationTemplate,
});

export const changeConversationTemplate = endpoint({
  method: "PATCH",
  path: "/api/conversation-templates/:id",
  summary: "Changes a template: one's own, as somebody who made or leads it a team's, as a lead one for all.",
  audience: "agent",
  scope: "settings:write",
  params: one,
  body: z.object(content).partial(),
  reply: ConversationTemplate,
});

export const removeConversationTemplate = endpoint({
  method: "DELETE",
  path: "/api/conversation-templates/:id",
  summary: "Removes a template; conversations that began with it stay as they are.",
  audience: "agent",
  scope: "settings:write",
  params: one,
  reply: nothing,
});

export const fillConversationTemplate = endpoint({
  method: "POST",
  path: "/api/conversation-templates/:id/filling",
  summary: "Subject and body of a template for one customer, who need not be known yet.",
  audience: "agent",
  scope: "conversations:read",
  params: one,
  body: z.object({
    customer: z.object({ name: z.string().max(200).default(""), email: z.string().max(254).default("") }),
  }),
  reply: z.object({ subject: z.string(), body: z.string() }),
});
