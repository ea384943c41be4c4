import { z } from "zod";
import { Role } from "./agents.ts";
import { Condition, Trouble } from "./conditions.ts";
import { ConversationRow } from "./conversation-shape.ts";
import { endpoint, nothing, one } from "./endpoint.ts";
import { FieldValue } from "./fields.ts";
import { page, pageQuery } from "./page.ts";

/** In which order: due and priority give the unresolved first, resolved those that were resolved last. */
export const viewSorts = ["due", "priority", "newest", "oldest", "last_message", "resolved"] as const;
export const ViewSort = z.enum(viewSorts);
export type ViewSort = z.infer<typeof ViewSort>;

export const viewColumns = [
  "number",
  "subject",
  "customer",
  "holder",
  "team",
  "state",
  "status",
  "priority",
  "tags",
  "inbox",
  "topic",
  "root_cause",
  "promise",
  "created",
  "last_message",
  "resolved",
] as const;
/** One of `viewColumns`, or `field.<id>` for a field of the company's own on conversations. */
export const ViewColumn = z.string().regex(/^(field\.[0-9a-f-]{36}|[a-z_]{1,30})$/);

export const ViewScope = z.enum(["personal", "team", "shared"]);

export const SavedView = z.object({
  id: z.uuid(),
  name: z.string(),
  scope: ViewScope,
  ownerId: z.uuid().nullable(),
  teamId: z.uuid().nullable(),
  condition: Condition,
  columns: z.array(z.string()),
  sort: ViewSort,
  position: z.number().int(),
  defaultFor: z.array(Role),
  /** May whoever asks change it? */
  mayChange: z.boolean(),
  /** What of it no longer exists; then it shows nothing until it is mended. Paths begin with /condition or /columns. */
  troubles: z.array(Trouble),
});
export type SavedView = z.infer<typeof SavedView>;

/** A row with what its view shows of the company's own fields, by field id. */
export const ViewRow = ConversationRow.extend({ fields: z.record(z.string(), FieldValue.nullable()) });
export type ViewRow = z.infer<typeof ViewRow>;

const content = {
  name: z.string().trim().min(1).max(100),
  condition: Condition,
  columns: z.array(ViewColumn).min(1).max(20),
  sort: ViewSort,
  position: z.number().int().min(0).max(10_000),
  defaultFor: z.array(Role).max(10),
};

export const listSavedViews = endpoint({
  method: "GET",
  path: "/api/views",
  summary: "The views one may see: one's own, one's teams', and those for all, in their order.",
  audience: "member",
  scope: "conversations:read",
  reply: z.object({ items: z.array(SavedView) }),
});

export const getSavedView = endpoint({
  method: "GET",
  path: "/api/views/:id",
  summary: "One view.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: SavedView,
});

export const createSavedView = endpoint({
  method: "POST",
  path: "/api/views",
  summary:
    "Makes a view for oneself, for a team one belongs to, or (leads) for all; `defaultFor` says which roles begin with it.",
  audience: "member",
  scope: "conversations:write",
  body: z.object({
    name: content.name,
    scope: ViewScope.default("personal"),
    teamId: z.uuid().nullable().default(null),
    condition: content.condition,
    columns: content.columns.default(["customer", "subject", "holder", "promise"]),
    sort: content.sort.default("due"),
    position: content.position.default(0),
    defaultFor: content.defaultFor.default([]),
  }),
  reply: SavedView,
  errors: ["condition_unusable"],
});

const changeable = z.object(content).partial();

export const changeSavedView = endpoint({
  method: "PATCH",
  path: "/api/views/:id",
  summary:
    "Changes a view: one's own, as its team's lead a team's, as a lead one for all. `seen` is how it stood when one began: what somebody else changed since is not overwritten.",
  audience: "member",
  scope: "conversations:write",
  params: one,
  body: changeable.extend({ seen: changeable.optional() }),
  reply: SavedView,
  errors: ["condition_unusable", "conflict"],
});

export const removeSavedView = endpoint({
  method: "DELETE",
  path: "/api/views/:id",
  summary: "Removes a view.",
  audience: "member",
  scope: "conversations:write",
  params: one,
  reply: nothing,
});

export const orderSavedViews = endpoint({
  method: "PUT",
  path: "/api/views/order",
  summary: "Puts the named views in this order, one behind the other; all must be one's own to change.",
  audience: "member",
  scope: "conversations:write",
  body: z.object({ ids: z.array(z.uuid()).min(1).max(500) }),
  reply: z.object({ items: z.array(SavedView) }),
});

const shown = page(ViewRow).extend({ troubles: z.array(Trouble) });

export const listViewConversations = endpoint({
  method: "GET",
  path: "/api/views/:id/conversations",
  summary: "What a view holds, of what one may see; a broken view holds nothing and says why in `troubles`.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  query: pageQuery,
  reply: shown,
});

export const countSavedViews = endpoint({
  method: "GET",
  path: "/api/views/counts",
  summary:
    "How many each view holds: at most 50 views, named by `ids` with commas or the first ones; a count stops at 1,000 and is null when it takes too long or the view is broken.",
  audience: "member",
  scope: "conversations:read",
  query: z.object({
    ids: z
      .string()
      .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,49}$/)
      .optional(),
  }),
  reply: z.object({ counts: z.record(z.string(), z.number().int().nullable()) }),
});

export const previewView = endpoint({
  method: "POST",
  path: "/api/views/preview",
  summary: "What a view would hold, before it is made; the first page also counts, up to 1,000.",
  audience: "member",
  scope: "conversations:read",
  body: pageQuery.extend({
    condition: Condition,
    columns: content.columns.default(["subject"]),
    sort: ViewSort.default("due"),
  }),
  reply: shown.extend({ count: z.number().int().nullable() }),
  errors: ["condition_unusable"],
});
