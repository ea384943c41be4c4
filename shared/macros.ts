import { z } from "zod";
import { ReplyAction } from "./actions.ts";
import { NextStep } from "./drafts.ts";
import { endpoint, nothing, one } from "./endpoint.ts";
import { FieldValue } from "./fields.ts";
import { moment } from "./moment.ts";
import { ViewScope } from "./saved-views.ts";

/** What a text may name; what is not known leaves nothing. */
export const macroVariables = [
  "customer.first_name",
  "customer.name",
  "customer.email",
  "agent.first_name",
  "agent.name",
  "team.name",
  "workspace.name",
  "conversation.number",
  "conversation.subject",
  "promise.text",
  "promise.due",
  "order.number",
  "order.status",
  "order.total",
  "order.placed",
] as const;

/** A macro nobody has used for so many days is listed as unused. */
export const unusedDays = 90;

/** A language such as de or pt-br. */
export const MacroLanguage = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})?$/);

/** A time that counts from the moment the macro is applied. */
export const Span = z.object({
  amount: z.number().int().min(1).max(366),
  unit: z.enum(["hours", "days", "business_days"]),
});
export type Span = z.infer<typeof Span>;

/** What is done with the reply: the house's actions, with times that count from then. */
export const MacroAction = z.discriminatedUnion("do", [
  z.object({ do: z.literal("assign"), agentId: z.uuid().optional(), teamId: z.uuid().optional() }),
  z.object({ do: z.literal("prioritise"), priority: z.enum(["low", "normal", "high", "urgent"]) }),
  z.object({
    do: z.literal("tag"),
    add: z.array(z.string().trim().min(1).max(50)).max(50).default([]),
    remove: z.array(z.string().trim().min(1).max(50)).max(50).default([]),
  }),
  z.object({ do: z.literal("classify"), topicId: z.uuid().nullable() }),
  z.object({ do: z.literal("fill"), values: z.record(z.uuid(), FieldValue.nullable()) }),
  z.object({ do: z.literal("status"), statusId: z.uuid() }),
  z.object({ do: z.literal("snooze"), in: Span }),
  z.object({ do: z.literal("follow") }),
  z.object({ do: z.literal("unfollow") }),
]);
export type MacroAction = z.output<typeof MacroAction>;

/** What the reply says comes next. */
export const MacroStep = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("promise"),
    in: Span,
    text: z.string().trim().min(1).max(300),
    onHold: z.boolean(),
  }),
  z.object({ kind: z.literal("wait") }),
  z.object({ kind: z.literal("resolve"), reason: z.string().trim().min(1).max(500) }),
]);
export type MacroStep = z.infer<typeof MacroStep>;

const content = {
  kind: z.enum(["macro", "text"]),
  name: z.string().trim().min(1).max(100),
  /** Names of folders with a slash between them. */
  folder: z.string().trim().max(200),
  language: MacroLanguage,
  /** HTML with Liquid, by language; that of `language` stands in where there is none. */
  texts: z.record(MacroLanguage, z.string().max(40_000)),
  actions: z.array(MacroAction).max(20),
  step: MacroStep.nullable(),
};
const place = { scope: ViewScope, teamId: z.uuid().nullable() };
const File = z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.number().int() });

/** A macro as lists show it. */
export const MacroRow = z.object({
  id: z.uuid(),
  kind: content.kind,
  name: z.string(),
  folder: z.string(),
  ...place,
  ownerId: z.uuid().nullable(),
  languages: z.array(z.string()),
  /** The first words of its text. */
  words: z.string(),
  /** Sent replies that were written with it, and the last one's time. */
  used: z.number().int(),
  lastUsedAt: moment.nullable(),
  /** When whoever asks used it last. */
  myLastUseAt: moment.nullable(),
  archivedAt: moment.nullable(),
  createdAt: moment,
  mayChange: z.boolean(),
});
export type MacroRow = z.infer<typeof MacroRow>;

export const Macro = MacroRow.extend({ ...content, files: z.array(File) });
export type Macro = z.infer<typeof Macro>;

export const listMacros = endpoint({
  method: "GET",
  path: "/api/macros",
  summary:
    "Macros and saved texts one may use, archived ones too: those one used last first, then the most used, 1,000 at most; with `q` those that have every word of it in name, folder or text. `more` says that there are others.",
  audience: "member",
  scope: "settings:read",
  query: z.object({ q: z.string().trim().max(100).optional() }),
  reply: z.object({ items: z.array(MacroRow), more: z.boolean() }),
});

export const getMacro = endpoint({
  method: "GET",
  path: "/api/macros/:id",
  summary: "One macro with its texts, files and actions.",
  audience: "member",
  scope: "settings:read",
  params: one,
  reply: Macro,
});

const NewMacro = z.object({
  ...content,
  kind: content.kind.default("macro"),
  folder: content.folder.default(""),
  actions: content.actions.default([]),
  step: content.step.default(null),
  scope: ViewScope.default("personal"),
  teamId: z.uuid().nullable().default(null),
  fileIds: z.array(z.uuid()).max(20).default([]),
});
export type NewMacro = z.output<typeof NewMacro>;

export const createMacro = endpoint({
  method: "POST",
  path: "/api/macros",
  summary: "Makes a macro for oneself, as a lead for a team, or as an admin for all.",
  audience: "agent",
  scope: "settings:write",
  body: NewMacro,
  reply: Macro,
});

const changeable = z.object({ ...content, fileIds: z.array(z.uuid()).max(20) }).partial();

export const changeMacro = endpoint({
  method: "PATCH",
  path: "/api/macros/:id",
  summary:
    "Changes a macro: one's own, as a lead a team's, as an admin one for all. The scope stays. `seen` is how it stood when one began: what somebody else changed since is not overwritten.",
  audience: "agent",
  scope: "settings:write",
  params: one,
  body: changeable.extend({ seen: changeable.optional() }),
  reply: Macro,
  errors: ["conflict"],
});

export const copyMacro = endpoint({
  method: "POST",
  path: "/api/macros/:id/copies",
  summary: "Makes a copy of a macro for oneself.",
  audience: "agent",
  scope: "settings:write",
  params: one,
  reply: Macro,
});

export const archiveMacro = endpoint({
  method: "POST",
  path: "/api/macros/:id/archive",
  summary: "Offers a macro to nobody any more; its figures are kept.",
  audience: "agent",
  scope: "settings:write",
  params: one,
  reply: nothing,
});

export const restoreMacro = endpoint({
  method: "DELETE",
  path: "/api/macros/:id/archive",
  summary: "Offers an archived macro again.",
  audience: "agent",
  scope: "settings:write",
  params: one,
  reply: nothing,
});

export const checkMacro = endpoint({
  method: "POST",
  path: "/api/macros/check",
  summary:
    "What is wrong with texts that are being written, by language and line; and one of them filled in for a conversation.",
  audience: "agent",
  scope: "conversations:read",
  body: z.object({
    texts: content.texts,
    preview: z.object({ conversationId: z.uuid(), language: MacroLanguage }).optional(),
  }),
  reply: z.object({
    troubles: z.array(z.object({ language: z.string(), line: z.number().int(), why: z.string() })),
    /** Null when nothing was to be shown, or its text cannot be read. */
    html: z.string().nullable(),
  }),
});

export const applyMacro = endpoint({
  method: "POST",
  path: "/api/conversations/:id/macro-text",
  summary:
    "A macro for one conversation: its text filled in, in the customer's language where there is one, copies of its files, and what to do, with times. Changes nothing of the conversation.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ macroId: z.uuid(), language: MacroLanguage.optional() }),
  reply: z.object({
    html: z.string(),
    language: z.string(),
    files: z.array(File),
    actions: z.array(ReplyAction),
    step: NextStep.nullable(),
  }),
});

/** A macro as it is carried elsewhere: without ids of its own, its figures and files. */
export const CarriedMacro = z.object(content);
export type CarriedMacro = z.output<typeof CarriedMacro>;

export const exportMacros = endpoint({
  method: "GET",
  path: "/api/macros/export",
  summary: "Everything one may use that is not archived, to be imported elsewhere; files do not go along.",
  audience: "member",
  scope: "settings:read",
  reply: z.object({ macros: z.array(CarriedMacro) }),
});

export const importMacros = endpoint({
  method: "POST",
  path: "/api/macros/import",
  summary:
    "Makes macros from an export. What one has already by name and folder is skipped, and actions on what is not here are left out and named.",
  audience: "agent",
  scope: "settings:write",
  body: z.object({ macros: z.array(CarriedMacro).max(500), ...place }).extend({
    scope: ViewScope.default("personal"),
    teamId: z.uuid().nullable().default(null),
  }),
  reply: z.object({
    made: z.number().int(),
    skipped: z.number().int(),
    leftOut: z.array(z.object({ name: z.string(), do: z.string() })),
  }),
});
