import { z } from "zod";
import { Condition } from "./conditions.ts";
import { ConversationRow } from "./conversation-shape.ts";
import { CustomerRef } from "./customers.ts";
import { endpoint } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { page } from "./page.ts";
import { searchOperators, searchTroubleCodes } from "./search-query.ts";

/** Which characters of a text were found: from, and up to but not with. */
const Marks = z.array(z.tuple([z.number().int(), z.number().int()]));
export type Marks = z.infer<typeof Marks>;

/** Some of a text around what was found in it. */
const Snippet = z.object({ text: z.string(), marks: Marks });
export type Snippet = z.infer<typeof Snippet>;

/** The newest message of a conversation in which the words were found. */
const SearchHit = z.object({
  messageId: z.uuid(),
  kind: z.enum(["reply", "note"]),
  author: z.string(),
  at: moment,
  snippet: Snippet,
});

const FoundConversation = z.object({
  row: ConversationRow,
  /** Which characters of the subject were found. */
  subject: Marks,
  /** Null when only operators were asked for. */
  hit: SearchHit.nullable(),
});
export type FoundConversation = z.infer<typeof FoundConversation>;

const FoundCustomer = z.object({
  customer: CustomerRef,
  name: Marks,
  /** True when it is not what was typed, but sounds like it. */
  alike: z.boolean(),
});
export type FoundCustomer = z.infer<typeof FoundCustomer>;

const FoundFile = z.object({
  id: z.uuid(),
  name: Snippet,
  url: z.string(),
  conversationId: z.uuid(),
  number: z.number().int(),
  subject: z.string(),
  at: moment,
});
export type FoundFile = z.infer<typeof FoundFile>;

/** A side conversation with its newest message in which the words were found. */
const FoundSide = z.object({
  id: z.uuid(),
  /** The conversation it stands beside; null for whoever sees only what was shared with them. */
  conversation: z.object({ id: z.uuid(), number: z.number().int(), subject: z.string() }).nullable(),
  subject: z.string(),
  /** Which characters of the subject were found. */
  marks: Marks,
  /** Name and address of whoever is asked. */
  asked: Snippet,
  author: z.string(),
  at: moment,
  snippet: Snippet,
});
export type FoundSide = z.infer<typeof FoundSide>;

/** How one operator was understood: what stands behind it by its name. */
const SearchPart = z.object({
  operator: z.enum([...searchOperators, "number"]),
  value: z.string(),
  /** What it means here; null when that is not known. */
  label: z.string().nullable(),
  not: z.boolean(),
  from: z.number().int(),
  to: z.number().int(),
});
export type SearchPart = z.infer<typeof SearchPart>;

const Understood = z.object({
  parts: z.array(SearchPart),
  troubles: z.array(
    z.object({ code: z.enum(searchTroubleCodes), from: z.number().int(), to: z.number().int() }),
  ),
  /** The same as a view would ask, as near as a view can; null when it cannot. */
  condition: Condition.nullable(),
  /** What a view cannot ask, as it was typed. */
  leftOut: z.array(z.string()),
});
export type Understood = z.infer<typeof Understood>;

const SearchReply = z.object({
  conversations: z.array(FoundConversation),
  /** Only on the first page. */
  customers: z.array(FoundCustomer),
  /** Only on the first page. */
  files: z.array(FoundFile),
  /** Only on the first page. */
  sides: z.array(FoundSide),
  /** Where the side conversations go on, asked for by themselves; null when these are all, and on later pages. */
  nextSides: z.string().nullable(),
  /** Where the conversations go on; there are more than were given when it is not null. */
  next: z.string().nullable(),
  understood: Understood,
});
export type SearchReply = z.infer<typeof SearchReply>;

const query = z.object({
  q: z.string().trim().min(1).max(500),
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

export const search = endpoint({
  method: "GET",
  path: "/api/search",
  summary:
    'Everything one may see that has these words: conversations by their newest message that fits, side conversations, customers, files. Operators: from: to: subject: has:attachment has:note holder: team: status: tag: topic: priority: in: before: after: #number "a phrase" -not or ( ).',
  audience: "member",
  scope: "conversations:read",
  query,
  reply: SearchReply,
});

export const searchSides = endpoint({
  method: "GET",
  path: "/api/search/side-conversations",
  summary:
    "Every side conversation one may see that fits the same search, each by its newest message that fits; the newest first.",
  audience: "member",
  scope: "conversations:read",
  query,
  reply: page(FoundSide),
});
