import { z } from "zod";
import { endpoint, nothing, one } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

/** What somebody can be told of. */
export const noticeKinds = [
  "given",
  "offered",
  "declined",
  "mentioned",
  "replied",
  "replied_followed",
  "due_soon",
  "broken",
  "escalated",
  "reply_cancelled",
  "bulk_finished",
  "reminder",
  "task",
  "task_due",
  "side_asked",
  "side_answered",
  "side_due",
] as const;
export const NoticeKind = z.enum(noticeKinds);
export type NoticeKind = z.infer<typeof NoticeKind>;

export const MailWay = z.enum(["never", "now", "digest"]);
export type MailWay = z.infer<typeof MailWay>;

/** How one kind is told: in the app, by push to one's devices, by mail. */
export const Ways = z.object({ app: z.boolean(), push: z.boolean(), mail: MailWay });
export type Ways = z.infer<typeof Ways>;

const minuteOfDay = z.number().int().min(0).max(1439);

/** Push and mail wait while it is quiet: daily from `from` to `to` (minutes of the day, past midnight too), and all weekend. */
export const QuietHours = z.object({
  on: z.boolean(),
  from: minuteOfDay,
  to: minuteOfDay,
  weekends: z.boolean(),
});
export type QuietHours = z.infer<typeof QuietHours>;

export const NoticeSettings = z.object({
  ways: z.record(NoticeKind, Ways),
  digest: z.enum(["hourly", "daily"]),
  /** Hour of the day of a daily digest. */
  digestHour: z.number().int().min(0).max(23),
  quiet: QuietHours,
  /** Null is the workspace's zone. */
  timeZone: z.string().max(64).nullable(),
  /** Push may name the customer and the subject; otherwise it says only what kind of thing happened. */
  wordsInPush: z.boolean(),
  sound: z.boolean(),
});
export type NoticeSettings = z.infer<typeof NoticeSettings>;

const told = (push: boolean): Ways => ({ app: true, push, mail: "never" });

/** What holds where nobody has said anything: everything in the app, what waits for a person by push, nothing by mail. */
export const usualSettings: NoticeSettings = {
  ways: {
    given: told(true),
    offered: told(true),
    declined: told(true),
    mentioned: told(true),
    replied: told(true),
    replied_followed: told(false),
    due_soon: told(false),
    broken: told(true),
    escalated: told(true),
    reply_cancelled: told(true),
    bulk_finished: told(false),
    reminder: told(true),
    task: told(true),
    task_due: told(true),
    side_asked: told(true),
    side_answered: told(true),
    side_due: told(true),
  },
  digest: "daily",
  digestHour: 8,
  quiet: { on: false, from: 1200, to: 420, weekends: true },
  timeZone: null,
  wordsInPush: false,
  sound: false,
};

export const Notice = z.object({
  id: z.uuid(),
  kind: NoticeKind,
  at: moment,
  read: z.boolean(),
  /** What it told of is over. */
  done: z.boolean(),
  conversation: z
    .object({ id: z.uuid(), number: z.number().int(), subject: z.string(), customer: z.string() })
    .nullable(),
  /** The side conversation it is about. */
  side: z.object({ id: z.uuid(), subject: z.string() }).nullable(),
  /** Who did it: a colleague's id, or a customer, a program, Baton. */
  actor: z.object({ kind: z.string(), id: z.uuid().nullable() }),
});
export type Notice = z.infer<typeof Notice>;

export const PushDevice = z.object({
  id: z.uuid(),
  userAgent: z.string(),
  /** It belongs to the session that asks. */
  current: z.boolean(),
  createdAt: moment,
  toldAt: moment.nullable(),
  /** Why the last try failed; empty when it arrived. */
  trouble: z.string(),
});
export type PushDevice = z.infer<typeof PushDevice>;

export const listNotifications = endpoint({
  method: "GET",
  path: "/api/notifications",
  summary: "What one was told, newest first; `show=unread` for what is neither read nor over.",
  audience: "member",
  query: pageQuery.extend({ show: z.enum(["unread", "all"]).default("unread") }),
  reply: page(Notice),
});

export const countNotifications = endpoint({
  method: "GET",
  path: "/api/notifications/count",
  summary: "How many are unread, counted up to 500.",
  audience: "member",
  reply: z.object({ unread: z.number().int() }),
});

export const readNotifications = endpoint({
  method: "PUT",
  path: "/api/notifications/reading",
  summary: "Marks as read: the named ones, those of a conversation, or all of one's own.",
  audience: "member",
  body: z.union([
    z.object({ ids: z.array(z.uuid()).min(1).max(500) }),
    z.object({ conversationId: z.uuid() }),
    z.object({ all: z.literal(true) }),
  ]),
  reply: nothing,
});

export const seeNotifications = endpoint({
  method: "PUT",
  path: "/api/notifications/sight",
  summary: "Says that a browser with the focus shows what came until now, so that no push tells it again.",
  audience: "member",
  reply: nothing,
});

const Held = z.object({
  settings: NoticeSettings,
  /** False where the workspace's defaults hold. */
  own: z.boolean(),
});

export const getNoticeSettings = endpoint({
  method: "GET",
  path: "/api/notification-settings",
  summary: "How one wants to be told, or else the workspace's defaults.",
  audience: "member",
  reply: Held,
});

export const setNoticeSettings = endpoint({
  method: "PUT",
  path: "/api/notification-settings",
  summary: "Says how one wants to be told; refuses an unknown time zone.",
  audience: "member",
  body: NoticeSettings,
  reply: Held,
});

export const dropNoticeSettings = endpoint({
  method: "DELETE",
  path: "/api/notification-settings",
  summary: "Goes back to the workspace's defaults.",
  audience: "member",
  reply: Held,
});

export const getNoticeDefaults = endpoint({
  method: "GET",
  path: "/api/notification-defaults",
  summary: "How everybody is told who has not said otherwise.",
  audience: "member",
  scope: "settings:read",
  reply: NoticeSettings,
});

export const setNoticeDefaults = endpoint({
  method: "PUT",
  path: "/api/notification-defaults",
  summary: "Says how everybody is told who has not said otherwise.",
  audience: "admin",
  permission: "workspace.change",
  scope: "settings:write",
  body: NoticeSettings,
  reply: NoticeSettings,
});

export const getPushKey = endpoint({
  method: "GET",
  path: "/api/push-key",
  summary: "The public key (VAPID) with which a browser subscribes to push.",
  audience: "member",
  reply: z.object({ publicKey: z.string() }),
});

export const listPushDevices = endpoint({
  method: "GET",
  path: "/api/push-devices",
  summary: "The browsers in which one gets push, newest first.",
  audience: "member",
  reply: z.object({ items: z.array(PushDevice) }),
});

const base64url = z.string().regex(/^[A-Za-z0-9_-]{16,200}={0,2}$/);

export const addPushDevice = endpoint({
  method: "POST",
  path: "/api/push-devices",
  summary:
    "Registers this browser for push until its session ends; the same subscription twice is one device.",
  audience: "member",
  body: z.object({
    endpoint: z.url({ protocol: /^https?$/ }).max(1000),
    keys: z.object({ p256dh: base64url, auth: base64url }),
  }),
  reply: PushDevice,
});

export const removePushDevice = endpoint({
  method: "DELETE",
  path: "/api/push-devices/:id",
  summary: "Ends push to one of one's own browsers.",
  audience: "member",
  params: one,
  reply: nothing,
});

export const testPushDevice = endpoint({
  method: "POST",
  path: "/api/push-devices/:id/test",
  summary: "Sends a push to one of one's own browsers and says what came of it.",
  audience: "member",
  params: one,
  reply: z.object({ arrived: z.boolean(), reason: z.string() }),
});
