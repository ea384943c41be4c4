import { z } from "zod";
import { AgentRef, State, TeamRef } from "./conversation-shape.ts";
import { endpoint, nothing, one } from "./endpoint.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

const title = z.string().trim().min(1).max(300);

/** Something that has to be done for a conversation. */
export const Task = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  title: z.string(),
  /** Who does it; without assignee and team it is whoever holds the conversation. */
  assignee: AgentRef.nullable(),
  /** The team that was asked; one of it may take it. */
  team: TeamRef.nullable(),
  dueAt: moment.nullable(),
  /** Set when it fell due undone. */
  brokenAt: moment.nullable(),
  state: z.enum(["open", "done", "dropped"]),
  settledAt: moment.nullable(),
  settledBy: AgentRef.nullable(),
  /** The checklist it came from. */
  checklist: z.string().nullable(),
  madeBy: AgentRef.nullable(),
  madeAt: moment,
  /** It lies in other hands than the conversation: a promise among colleagues. */
  foreign: z.boolean(),
  /** How it endangers what was promised to the customer: overdue, due soon, or due only after that promise. */
  endangers: z.enum(["late", "soon", "after_promise"]).nullable(),
});
export type Task = z.infer<typeof Task>;

/** A task as lists of several conversations show it. */
export const TaskRow = Task.extend({
  conversation: z.object({
    id: z.uuid(),
    number: z.number().int(),
    subject: z.string(),
    state: State,
    customerName: z.string(),
  }),
});
export type TaskRow = z.infer<typeof TaskRow>;

/** Steps that come again and again. */
export const Checklist = z.object({ id: z.uuid(), name: z.string(), steps: z.array(z.string()) });
export type Checklist = z.infer<typeof Checklist>;

/** Whose tasks a list shows: mine, my teams', or those I asked of others. */
export const taskViews = ["mine", "teams", "asked"] as const;
export type TaskView = (typeof taskViews)[number];

const given = {
  assigneeId: z.uuid().nullable(),
  teamId: z.uuid().nullable(),
  dueAt: moment.nullable(),
};

export const listTasks = endpoint({
  method: "GET",
  path: "/api/tasks",
  summary:
    "Tasks in all conversations one may see: one's own, one's teams' or those one asked of others; what is due next first, done ones newest first.",
  audience: "member",
  scope: "conversations:read",
  query: pageQuery.extend({
    of: z.enum(taskViews).default("mine"),
    teamId: z.uuid().optional(),
    state: z.enum(["open", "done"]).default("open"),
  }),
  reply: page(TaskRow),
});

export const listConversationTasks = endpoint({
  method: "GET",
  path: "/api/conversations/:id/tasks",
  summary: "The tasks of a conversation in their order, dropped ones left out.",
  audience: "member",
  scope: "conversations:read",
  params: one,
  reply: z.object({ items: z.array(Task) }),
});

export const addTask = endpoint({
  method: "POST",
  path: "/api/conversations/:id/tasks",
  summary: "Adds a task to a conversation; one for a team needs a time, because it is a promise of its own.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({
    title,
    assigneeId: given.assigneeId.default(null),
    teamId: given.teamId.default(null),
    dueAt: given.dueAt.default(null),
  }),
  reply: Task,
  errors: ["holder_inactive", "promise_required", "promise_in_the_past"],
});

export const changeTask = endpoint({
  method: "PATCH",
  path: "/api/tasks/:id",
  summary:
    "Changes an open task: its words, who does it, by when. A new time that lies ahead is a new promise.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ title, ...given }).partial(),
  reply: Task,
  errors: ["holder_inactive", "promise_required", "promise_in_the_past"],
});

export const completeTask = endpoint({
  method: "POST",
  path: "/api/tasks/:id/completion",
  summary: "Marks a task as done; a done one stays so. Collaborators may do it for what is theirs.",
  audience: "member",
  scope: "conversations:write",
  params: one,
  reply: Task,
});

export const reopenTask = endpoint({
  method: "DELETE",
  path: "/api/tasks/:id/completion",
  summary: "Opens a done task again.",
  audience: "member",
  scope: "conversations:write",
  params: one,
  reply: Task,
});

export const dropTask = endpoint({
  method: "DELETE",
  path: "/api/tasks/:id",
  summary: "Drops an open task: it is not needed any more.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: nothing,
});

export const dropTasks = endpoint({
  method: "DELETE",
  path: "/api/conversations/:id/tasks",
  summary: "Drops all open tasks of a conversation, as when it is resolved without them.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  reply: nothing,
});

export const orderTasks = endpoint({
  method: "PUT",
  path: "/api/conversations/:id/tasks/order",
  summary: "Puts the tasks of a conversation into this order.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ ids: z.array(z.uuid()).max(500) }),
  reply: nothing,
});

export const insertChecklist = endpoint({
  method: "POST",
  path: "/api/conversations/:id/checklists",
  summary:
    "Puts the steps of a checklist into a conversation as tasks of whoever holds it; a step of it that is still open there is not added again.",
  audience: "agent",
  scope: "conversations:write",
  params: one,
  body: z.object({ checklistId: z.uuid() }),
  reply: z.object({ items: z.array(Task) }),
});

const checklist = z.object({
  name: z.string().trim().min(1).max(100),
  steps: z.array(title).min(1).max(50),
});

export const listChecklists = endpoint({
  method: "GET",
  path: "/api/checklists",
  summary: "All checklists by name.",
  audience: "member",
  scope: "settings:read",
  reply: z.object({ items: z.array(Checklist) }),
});

export const createChecklist = endpoint({
  method: "POST",
  path: "/api/checklists",
  summary: "Makes a checklist; refuses a name that exists.",
  audience: "lead",
  permission: "texts.checklists",
  scope: "settings:write",
  body: checklist,
  reply: Checklist,
  errors: ["duplicate"],
});

export const changeChecklist = endpoint({
  method: "PATCH",
  path: "/api/checklists/:id",
  summary: "Changes a checklist; tasks that came from it stay as they are.",
  audience: "lead",
  permission: "texts.checklists",
  scope: "settings:write",
  params: one,
  body: checklist.partial(),
  reply: Checklist,
  errors: ["duplicate"],
});

export const removeChecklist = endpoint({
  method: "DELETE",
  path: "/api/checklists/:id",
  summary: "Removes a checklist; tasks that came from it stay.",
  audience: "lead",
  permission: "texts.checklists",
  scope: "settings:write",
  params: one,
  reply: nothing,
});
