import { z } from "zod";
import { Color } from "./color.ts";
import { endpoint, nothing } from "./endpoint.ts";

const tagName = z.string().trim().min(1).max(50).toLowerCase();
const named = z.object({ name: tagName });

/** A tag with how many conversations have it, of those one may see. */
export const TagCount = z.object({
  name: z.string(),
  color: Color.nullable(),
  conversations: z.number().int(),
});
export type TagCount = z.infer<typeof TagCount>;

export const listTags = endpoint({
  method: "GET",
  path: "/api/tags",
  summary:
    "The 2,000 most used tags of the conversations one may see, then those made but not used, of all unresolved ones up to 20,000 and the 20,000 resolved last; with `q` those that have it in their name. `more` says that there are others.",
  audience: "member",
  scope: "conversations:read",
  query: z.object({ q: z.string().max(50).optional() }),
  reply: z.object({ items: z.array(TagCount), more: z.boolean() }),
});

export const putTag = endpoint({
  method: "PUT",
  path: "/api/tags/:name",
  summary: "Makes a tag before it is used, or gives one a colour.",
  audience: "lead",
  permission: "sorting.tags",
  scope: "settings:write",
  params: named,
  body: z.object({ color: Color.nullable().default(null) }),
  reply: nothing,
});

export const renameTag = endpoint({
  method: "PATCH",
  path: "/api/tags/:name",
  summary:
    "Gives a tag another name in every conversation, a moment later; where the other name exists, the two become one.",
  audience: "lead",
  permission: "sorting.tags",
  scope: "settings:write",
  params: named,
  body: z.object({ name: tagName }),
  reply: nothing,
});

export const removeTag = endpoint({
  method: "DELETE",
  path: "/api/tags/:name",
  summary: "Takes a tag off every conversation, a moment later.",
  audience: "lead",
  permission: "sorting.tags",
  scope: "settings:write",
  params: named,
  reply: nothing,
});
