import { z } from "zod";
import { capacity } from "./capacity.ts";
import { endpoint } from "./endpoint.ts";
import { name } from "./person-fields.ts";

/** Minutes after midnight, local to the workspace. */
const minuteOfDay = z.number().int().min(0).max(1440);

/** When people work: seven lists of [from, to) in minutes of the day, Monday first; `holidays` are local ISO dates. */
export const BusinessHours = z.object({
  days: z.array(z.array(z.tuple([minuteOfDay, minuteOfDay]))).length(7),
  holidays: z.array(z.iso.date()).max(400).default([]),
});

export type BusinessHours = z.infer<typeof BusinessHours>;

/** Monday to Friday, nine to five. */
export const defaultBusinessHours: BusinessHours = {
  days: [[[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [], []],
  holidays: [],
};

export const Workspace = z.object({
  id: z.uuid(),
  name: z.string(),
  timeZone: z.string(),
  locale: z.string(),
  businessHours: BusinessHours,
  /** Business minutes until a new conversation must be answered. */
  firstReplyMinutes: z.number().int(),
  /** Business minutes until a customer's next message must be answered. */
  nextReplyMinutes: z.number().int(),
  /** Minutes before its end at which a promise counts as due soon. */
  dueSoonMinutes: z.number().int(),
  /** Hours after resolving at which the follow-up goes out; null sends none. */
  followUpHours: z.number().int().nullable(),
  /** Seconds a reply waits before it leaves, so that it can be taken back; 0 sends at once. */
  undoSeconds: z.number().int(),
  /** Unresolved conversations one person should hold at most, unless something else is said of them; null is no limit. */
  capacity: capacity.nullable(),
  demo: z.boolean(),
});

export type Workspace = z.infer<typeof Workspace>;

export const getWorkspace = endpoint({
  method: "GET",
  path: "/api/workspace",
  summary: "The workspace's settings.",
  audience: "member",
  scope: "settings:read",
  reply: Workspace,
});

export const changeWorkspace = endpoint({
  method: "PATCH",
  path: "/api/workspace",
  summary:
    "Changes the workspace's name, zone, business hours, promises, follow-up, the time for undoing or everybody's capacity.",
  audience: "admin",
  permission: "workspace.change",
  scope: "settings:write",
  body: z.object({
    name: name.optional(),
    timeZone: z.string().max(64).optional(),
    locale: z.string().max(20).optional(),
    businessHours: BusinessHours.optional(),
    firstReplyMinutes: z.number().int().min(1).max(60_000).optional(),
    nextReplyMinutes: z.number().int().min(1).max(60_000).optional(),
    dueSoonMinutes: z.number().int().min(1).max(10_000).optional(),
    followUpHours: z.number().int().min(1).max(2000).nullable().optional(),
    undoSeconds: z.number().int().min(0).max(30).optional(),
    capacity: capacity.nullable().optional(),
  }),
  reply: Workspace,
});
