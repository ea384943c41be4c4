import { z } from "zod";
import { endpoint, nothing, one } from "./endpoint.ts";
import { moment } from "./moment.ts";

/** Something that one wants to be told of a conversation at a time; nobody else sees it. */
export const Reminder = z.object({
  id: z.uuid(),
  conversation: z.object({ id: z.uuid(), number: z.number().int(), subject: z.string() }),
  text: z.string(),
  dueAt: moment,
  /** When one was told; null while it is still to come. */
  firedAt: moment.nullable(),
});
export type Reminder = z.infer<typeof Reminder>;

const text = z.string().trim().max(300);

export const listReminders = endpoint({
  method: "GET",
  path: "/api/reminders",
  summary: "One's own reminders that are not done yet, what is due next first.",
  audience: "member",
  reply: z.object({ items: z.array(Reminder) }),
});

export const remind = endpoint({
  method: "POST",
  path: "/api/conversations/:id/reminders",
  summary: "Reminds oneself of a conversation at a time that is still to come.",
  audience: "member",
  params: one,
  body: z.object({ text: text.default(""), dueAt: moment }),
  reply: Reminder,
});

export const changeReminder = endpoint({
  method: "PATCH",
  path: "/api/reminders/:id",
  summary: "Moves one's own reminder to another time, or changes its words; moved it is told again.",
  audience: "member",
  params: one,
  body: z.object({ text, dueAt: moment }).partial(),
  reply: Reminder,
});

export const endReminder = endpoint({
  method: "DELETE",
  path: "/api/reminders/:id",
  summary: "Ends one's own reminder: it is done, or not wanted any more.",
  audience: "member",
  params: one,
  reply: nothing,
});
