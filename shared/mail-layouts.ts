import { z } from "zod";
import { endpoint, nothing, one } from "./endpoint.ts";

/** Colours of the line above a mail and of its links, each readable: on white, and where mail is shown dark. */
export const layoutColours = {
  none: { light: "#ad3922", dark: "#f7a08c" },
  coral: { light: "#ad3922", dark: "#f7a08c" },
  blue: { light: "#1d4ed8", dark: "#93b4ff" },
  green: { light: "#1f6b3f", dark: "#74c79a" },
  violet: { light: "#6d28d9", dark: "#c4a5ff" },
  slate: { light: "#334155", dark: "#cbd5e1" },
} as const;
export const LayoutColour = z.enum(["none", "coral", "blue", "green", "violet", "slate"]);
export type LayoutColour = z.infer<typeof LayoutColour>;

/** What may stand in a layout's texts as `{{ name }}`. */
export const layoutVariables = ["agent_first_name", "team", "company", "number", "tracker_url"] as const;

/** A language such as "de" or "pt-br"; "default" is for every language without a layout of its own. */
export const LayoutLanguage = z.union([
  z.literal("default"),
  z
    .string()
    .toLowerCase()
    .regex(/^[a-z]{2,3}(?:-[a-z0-9]{2,8})?$/),
]);

const layoutText = z.string().max(5000);
/** What stands around the words of a mail, in one language. Texts are plain, with Liquid variables. */
export const MailLayout = z.object({
  /** Above the words. */
  header: layoutText.default(""),
  /** An uploaded picture (PNG, JPEG, GIF or WebP, up to 200 KB) above the header. */
  logoFileId: z.uuid().nullable().default(null),
  /** Null: the inbox's own signature. */
  signature: layoutText.nullable().default(null),
  /** Below everything. */
  footer: layoutText.default(""),
  colour: LayoutColour.default("none"),
});
export type MailLayout = z.output<typeof MailLayout>;

export const StoredLayout = MailLayout.extend({ language: z.string() });
export type StoredLayout = z.infer<typeof StoredLayout>;

const languageOfOne = one.extend({ language: z.string().toLowerCase().max(40) });

export const listLayouts = endpoint({
  method: "GET",
  path: "/api/inboxes/:id/layouts",
  summary: "What stands around an inbox's mails, by language.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:read",
  params: one,
  reply: z.object({ items: z.array(StoredLayout) }),
});

export const setLayout = endpoint({
  method: "PUT",
  path: "/api/inboxes/:id/layouts/:language",
  summary:
    "Sets what stands around an inbox's mails in a language; refuses Liquid that cannot be read or names unknown variables, saying in which line.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:write",
  params: languageOfOne,
  body: MailLayout,
  reply: StoredLayout,
  errors: ["unprocessable"],
});

export const removeLayout = endpoint({
  method: "DELETE",
  path: "/api/inboxes/:id/layouts/:language",
  summary: "Removes the layout of a language; its mails then look as in the default one.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:write",
  params: languageOfOne,
  reply: nothing,
});

const Drafted = z.object({ language: LayoutLanguage, layout: MailLayout });

export const previewLayout = endpoint({
  method: "POST",
  path: "/api/inboxes/:id/layouts/preview",
  summary:
    "A reply as it would look with a layout that is not saved yet; nothing is kept and nothing is sent.",
  audience: "admin",
  permission: "mail.inboxes",
  scope: "settings:read",
  params: one,
  body: Drafted,
  reply: z.object({ subject: z.string(), text: z.string(), html: z.string() }),
  errors: ["unprocessable"],
});

export const testLayout = endpoint({
  method: "POST",
  path: "/api/inboxes/:id/layouts/test",
  summary:
    "Sends a reply with a layout that is not saved yet to whoever asks, by the inbox's own mail server.",
  audience: "admin",
  permission: "mail.inboxes",
  params: one,
  body: Drafted,
  reply: z.object({ deliveryId: z.uuid(), to: z.string() }),
  errors: ["unprocessable"],
});
