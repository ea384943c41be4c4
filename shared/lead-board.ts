import { z } from "zod";
import { Presence } from "./agents.ts";
import { capacity } from "./capacity.ts";
import { ConversationRow } from "./conversation-shape.ts";
import { endpoint } from "./endpoint.ts";
import { page, pageQuery } from "./page.ts";

/** What a lead looks at: the customer spoke last; due within the minutes asked for; overdue; all that is unresolved. */
export const leadLists = ["waiting", "at_risk", "overdue", "open"] as const;
export const LeadList = z.enum(leadLists);
export type LeadList = z.infer<typeof LeadList>;

const counts = z.object({
  waiting: z.number().int(),
  at_risk: z.number().int(),
  overdue: z.number().int(),
  open: z.number().int(),
});

/** One person's load; `nextHour` is what they promised for the next sixty minutes. */
export const LeadAgent = z.object({
  id: z.uuid(),
  name: z.string(),
  presence: Presence,
  teamIds: z.array(z.uuid()),
  counts,
  nextHour: z.number().int(),
  /** How many unresolved conversations they should hold at most; null is no limit. */
  capacity: capacity.nullable(),
});
export type LeadAgent = z.infer<typeof LeadAgent>;

const scope = z.object({
  /** One team; without it, all that one may look at. */
  teamId: z.uuid().optional(),
  /** How soon something must be due to be at risk. */
  minutes: z.coerce.number().int().min(5).max(1440).default(60),
});
export type LeadScope = z.output<typeof scope>;

export const getLeadBoard = endpoint({
  method: "GET",
  path: "/api/lead-board",
  summary:
    "What is about to be dropped now, and each person's load and presence: of all teams for admins, of the teams one leads for leads.",
  audience: "lead",
  permission: "figures.live",
  scope: "reports:read",
  query: scope,
  reply: z.object({
    teams: z.array(z.object({ id: z.uuid(), name: z.string() })),
    counts,
    /** Of these, what a team holds and nobody in it. */
    unheld: counts,
    agents: z.array(LeadAgent),
  }),
});

export const listLeadRows = endpoint({
  method: "GET",
  path: "/api/lead-board/:list",
  summary:
    "The conversations behind a number of the lead's board: waiting longest first, else what is due first.",
  audience: "lead",
  permission: "figures.live",
  scope: "reports:read",
  params: z.object({ list: LeadList }),
  query: pageQuery.extend(scope.shape).extend({
    /** Only what this person holds; `unheld`: what nobody does. */
    holder: z.union([z.uuid(), z.literal("unheld")]).optional(),
  }),
  reply: page(ConversationRow),
});
