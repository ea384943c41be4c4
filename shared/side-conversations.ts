import { z } from "zod";
import { AgentRef, TeamRef } from "./conversation-shape.ts";
import { endpoint, nothing, one } from "./endpoint.ts";
import { Address, AttachedFile, DeliveryRef, Written } from "./messages.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";
import { isWorded, unworded, wording } from "./wording.ts";

/** Waiting: we expect an answer. Answered: they wrote, and it is for us to go on. */
export const sideStates = ["waiting", "answered", "closed"] as const;
export const SideState = z.enum(sideStates);
export type SideState = z.infer<typeof SideState>;

/** Who is asked: a colleague or a team in Baton, or somebody outside by e-mail. */
export const Asked = z.object({
  kind: z.enum(["agent", "team", "outside"]),
  /** Of the colleague or team. */
  id: z.uuid().nullable(),
  name: z.string(),
  address: z.string().nullable(),
});
export type Asked = z.infer<typeof Asked>;

/** A conversation of ours beside one with a customer, who never sees it. */
export const SideConversation = z.object({
  id: z.uuid(),
  /** The conversation it belongs to; null for whoever sees only what was shared with them. */
  conversation: z
    .object({ id: z.uuid(), number: z.number().int(), subject: z.string(), customer: z.string() })
    .nullable(),
  subject: z.string(),
  asked: Asked,
  /** Who of the house answers for it. */
  holder: AgentRef.nullable(),
  team: TeamRef.nullable(),
  state: SideState,
  waitingSince: moment,
  expectedBy: moment,
  /** Set when the answer had not come in time. */
  overdueAt: moment.nullable(),
  /** Why what we wrote last did not arrive. */
  trouble: z.string().nullable(),
  lastMessageAt: moment,
  madeBy: AgentRef.nullable(),
  madeAt: moment,
  closedAt: moment.nullable(),
  /** Whoever asks here is the one who was asked, or of the team. */
  askedMe: z.boolean(),
  mayWrite: z.boolean(),
});
export type SideConversation = z.infer<typeof SideConversation>;

/** What was shown of a customer's conversation, as it was when it was shown. */
export const Excerpt = z.object({ author: z.string(), at: moment, text: z.string() });
export type Excerpt = z.infer<typeof Excerpt>;

export const SideMessage = Written.extend({
  sideId: z.uuid(),
  author: z.object({
    kind: z.enum(["agent", "outside", "system"]),
    id: z.uuid().nullable(),
    name: z.string(),
    address: z.string().nullable(),
  }),
  excerpts: z.array(Excerpt),
  files: z.array(AttachedFile),
  /** An absence notice and the like: it answers nothing. */
  automatic: z.boolean(),
  /** What became of it on its way out. */
  delivery: DeliveryRef.nullable(),
});
export type SideMessage = z.infer<typeof SideMessage>;

const longest = 100_000;
const subject = z.string().trim().min(1).max(300);
const shown = {
  ...wording(longest),
  /** Messages of the conversation that are shown along, as they read now. */
  forwardIds: z.array(z.uuid()).max(50).default([]),
  /** Files of those messages that go along. */
  attachmentIds: z.array(z.uuid()).max(50).default([]),
  /** Uploaded files that go along. */
  fileIds: z.array(z.uuid()).max(50).default([]),
};
const To = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("agent"), id: z.uuid() }),
  z.object({ kind: z.literal("team"), id: z.uuid() }),
  z.object({
    kind: z.literal("outside"),
    address: z.email().max(254),
    name: z.string().trim().max(200).default(""),
  }),
]);
export type SideTo = z.infer<typeof To>;

export const listSides = endpoint({
  method: "GET",
  path: "/api/conversations/:id/side-conversations",
  summary: "The side conversations of a conversation, the oldest first.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: z.object({ items: z.array(SideConversation) }),
});

/** Which ones: those asked of me or my teams, or those I answer for. */
export const sideViews = ["asked", "held"] as const;

export const listMySides = endpoint({
  method: "GET",
  path: "/api/side-conversations",
  summary:
    "Side conversations that were asked of oneself or one's teams, or that one answers for; the newest first.",
  audience: "member",
  query: pageQuery.extend({
    of: z.enum(sideViews).default("asked"),
    state: z.enum(["open", "closed"]).default("open"),
  }),
  reply: page(SideConversation),
});

export const getSide = endpoint({
  method: "GET",
  path: "/api/side-conversations/:id",
  summary: "One side conversation, for whoever sees the conversation it belongs to or was asked in it.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: SideConversation,
});

export const listSideMessages = endpoint({
  method: "GET",
  path: "/api/side-conversations/:id/messages",
  summary: "Its messages, newest page first, each page in order of time.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  query: pageQuery,
  reply: page(SideMessage),
});

export const startSide = endpoint({
  method: "POST",
  path: "/api/conversations/:id/side-conversations",
  summary:
    "Asks a colleague, a team or somebody outside by e-mail beside a conversation, and says by when an answer is expected. The customer sees nothing of it.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ to: To, subject, expectedBy: moment, ...shown }).refine(isWorded, unworded),
  reply: SideConversation,
  errors: ["holder_inactive", "promise_in_the_past", "merged_already", "too_large", "unprocessable"],
});

/** A mail as it would leave. */
const Leaving = z.object({
  from: Address,
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  files: z.array(z.object({ name: z.string(), size: z.number().int() })),
});

export const previewSide = endpoint({
  method: "POST",
  path: "/api/conversations/:id/side-preview",
  summary: "Exactly what would leave by e-mail: subject, text, HTML and files. Sends nothing.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ subject, ...shown }).refine(isWorded, unworded),
  reply: Leaving,
  errors: ["too_large"],
});

export const previewSideMessage = endpoint({
  method: "POST",
  path: "/api/side-conversations/:id/preview",
  summary: "Exactly what would leave by e-mail as the next message of a side conversation. Sends nothing.",
  audience: "member",
  scope: "conversations:write",
  params: one,
  body: z.object(shown).refine(isWorded, unworded),
  reply: Leaving,
  errors: ["too_large", "unprocessable"],
});

export const writeSide = endpoint({
  method: "POST",
  path: "/api/side-conversations/:id/messages",
  summary:
    "Writes in a side conversation. Whoever was asked answers by it; whoever asks expects an answer by a time again, or closes it.",
  audience: "member",
  scope: "conversations:write",
  params: one,
  body: z
    .object({ ...shown, expectedBy: moment.optional(), close: z.boolean().default(false) })
    .refine(isWorded, unworded),
  reply: SideMessage,
  errors: ["promise_required", "promise_in_the_past", "too_large", "unprocessable"],
});

export const takeSideBack = endpoint({
  method: "DELETE",
  path: "/api/side-messages/:id/sending",
  summary: "Takes back what one wrote before it leaves; the first message takes the side conversation along.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: z.object({ sideId: z.uuid(), gone: z.boolean(), text: z.string(), html: z.string().nullable() }),
  errors: ["undo_too_late", "forbidden"],
});

export const changeSide = endpoint({
  method: "PATCH",
  path: "/api/side-conversations/:id",
  summary: "Changes the subject, by when an answer is expected, or who of the house answers for it.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ subject, expectedBy: moment, holderId: z.uuid() }).partial(),
  reply: SideConversation,
  errors: ["holder_inactive", "promise_in_the_past"],
});

export const closeSide = endpoint({
  method: "POST",
  path: "/api/side-conversations/:id/closure",
  summary: "Closes a side conversation; an answer opens it again.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: SideConversation,
});

export const reopenSide = endpoint({
  method: "DELETE",
  path: "/api/side-conversations/:id/closure",
  summary: "Opens a closed side conversation again; it is for us to go on.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: SideConversation,
});

export const closeSides = endpoint({
  method: "POST",
  path: "/api/conversations/:id/side-closure",
  summary:
    "Closes all open side conversations of a conversation, as when it is resolved without their answers.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: nothing,
});

export const downloadSideFile = endpoint({
  method: "GET",
  path: "/api/side-files/:id",
  summary: "A file of a side conversation.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: z.unknown(),
});
