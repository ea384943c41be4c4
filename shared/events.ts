import { z } from "zod";
import { SnoozeKind, wakeReasons } from "./snooze.ts";

const id = z.uuid();
const conversation = { conversationId: id };
const message = { ...conversation, messageId: id };
const held = { holderId: id.nullable(), teamId: id.nullable() };
const promised = { ...conversation, promiseId: id };
const mail = { inboundId: id, inboxId: id };
/** What fields were and what they became, where the verb knows; never a secret. */
const changes = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })).optional();

const names = z.array(z.string());

const reminder = z.object({ ...conversation, reminderId: id, agentId: id });
const task = z.object({
  ...conversation,
  taskId: id,
  assigneeId: id.nullable(),
  teamId: id.nullable(),
  dueAt: z.string().nullable(),
});
/** With who holds the conversation; `promiseAtRisk`: the task lies in other hands, and the customer's promise with it. */
const dueTask = task.extend({
  dueAt: z.string(),
  holderId: id.nullable(),
  holdingTeamId: id.nullable(),
  promiseAtRisk: z.boolean(),
});

const side = z.object({
  ...conversation,
  sideId: id,
  askedAgentId: id.nullable(),
  askedTeamId: id.nullable(),
  ...held,
});

/** Everything that can happen, with what is told about it. Ids and facts, never the words of a message. */
export const events = {
  "workspace.created": z.object({}),
  "workspace.changed": z.object({ fields: z.array(z.string()), changes }),

  "agent.invited": z.object({ agentId: id }),
  "agent.joined": z.object({ agentId: id }),
  "agent.changed": z.object({ agentId: id, changes }),
  /** The heir is who got what they held. */
  "agent.deactivated": z.object({ agentId: id, heirId: id.optional(), heirTeamId: id.optional() }),
  "agent.reactivated": z.object({ agentId: id }),
  "agent.presence_changed": z.object({ agentId: id, presence: z.string() }),
  "password.reset_asked": z.object({ agentId: id }),
  "session.opened": z.object({ agentId: id, sessionId: id }),
  "session.revoked": z.object({ agentId: id, sessionId: id }),
  "team.created": z.object({ teamId: id }),
  "team.changed": z.object({ teamId: id, changes }),
  "team.removed": z.object({ teamId: id }),
  /** `given`, `taken`: what its people may by this change and did not before, and the other way round. */
  "role.created": z.object({ roleId: id, name: z.string(), base: z.string(), given: names, taken: names }),
  "role.changed": z.object({ roleId: id, changes, given: names, taken: names }),
  "role.removed": z.object({ roleId: id, name: z.string(), people: z.number() }),
  "key.created": z.object({ keyId: id }),
  "key.revoked": z.object({ keyId: id }),

  "inbox.created": z.object({ inboxId: id }),
  "inbox.changed": z.object({ inboxId: id, changes }),
  "inbox.removed": z.object({ inboxId: id }),
  "inbox.troubled": z.object({ inboxId: id, where: z.string() }),
  "inbox.recovered": z.object({ inboxId: id, where: z.string() }),

  "dkim_key.created": z.object({ keyId: id, domain: z.string() }),
  "dkim_key.changed": z.object({ keyId: id, domain: z.string(), signs: z.boolean() }),
  "dkim_key.removed": z.object({ keyId: id, domain: z.string() }),

  "field.created": z.object({ fieldId: id }),
  "field.changed": z.object({ fieldId: id }),
  "field.removed": z.object({ fieldId: id }),
  "topic.created": z.object({ topicId: id }),
  "topic.changed": z.object({ topicId: id }),
  "topic.removed": z.object({ topicId: id }),
  "topic.restored": z.object({ topicId: id }),
  "root_cause.created": z.object({ rootCauseId: id }),
  "root_cause.changed": z.object({ rootCauseId: id }),
  "root_cause.removed": z.object({ rootCauseId: id }),
  "status.created": z.object({ statusId: id }),
  "status.changed": z.object({ statusId: id }),
  "status.removed": z.object({ statusId: id }),
  "resolve_rules.changed": z.object({ fields: z.array(z.string()) }),
  /** A tag is to be called `becomes` everywhere, or (null) to go; `tag.settled` says that it is done. */
  "tag.changed": z.object({ name: z.string(), becomes: z.string().nullable() }),
  "tag.settled": z.object({ name: z.string(), becomes: z.string().nullable(), conversations: z.number() }),
  "conversation_template.created": z.object({ templateId: id }),
  "conversation_template.changed": z.object({ templateId: id }),
  "conversation_template.removed": z.object({ templateId: id }),
  "conversation_template.used": z.object({ ...conversation, templateId: id }),
  "macro.created": z.object({ macroId: id }),
  "macro.changed": z.object({ macroId: id }),
  "macro.used": z.object({ ...message, macroId: id, agentId: id.nullable() }),
  "saved_view.created": z.object({ viewId: id }),
  "saved_view.changed": z.object({ viewId: id }),
  "saved_view.removed": z.object({ viewId: id }),
  "bulk.started": z.object({ bulkId: id, agentId: id.nullable(), total: z.number() }),
  "bulk.progressed": z.object({ bulkId: id, agentId: id.nullable() }),
  "bulk.finished": z.object({ bulkId: id, agentId: id.nullable(), state: z.string() }),
  "mail_grant.given": z.object({ inboxId: id, provider: z.string() }),
  "mail_grant.ended": z.object({ inboxId: id, provider: z.string(), why: z.string() }),
  "inbound_hook.created": z.object({ hookId: id, inboxId: id, provider: z.string() }),
  "inbound_hook.removed": z.object({ hookId: id, inboxId: id }),

  "customer.created": z.object({ customerId: id }),
  "customer.changed": z.object({ customerId: id }),
  "customer.identity_verified": z.object({ customerId: id, identityId: id }),
  "customer.merged": z.object({ customerId: id, intoId: id }),
  "customer.absorbed": z.object({ customerId: id, fromId: id }),
  "customer.unmerged": z.object({ customerId: id, fromId: id }),
  "address.suppressed": z.object({ suppressionId: id, customerId: id.nullable(), cause: z.string() }),
  "address.unsuppressed": z.object({ suppressionId: id, customerId: id.nullable(), why: z.string() }),
  "consent.changed": z.object({
    customerId: id.nullable(),
    purpose: z.string(),
    granted: z.boolean(),
    source: z.string(),
  }),
  "order.recorded": z.object({ customerId: id, orderId: id }),

  "conversation.started": z.object({
    ...conversation,
    customerId: id,
    inboxId: id,
    templateId: id.optional(),
  }),
  "conversation.changed": z.object({ ...conversation, fields: z.array(z.string()) }),
  "conversation.classified": z.object({
    ...conversation,
    topicId: id.nullable(),
    rootCauseId: id.nullable(),
  }),
  "conversation.merged": z.object({ ...conversation, intoId: id }),
  "conversation.absorbed": z.object({ ...conversation, fromId: id }),
  "conversation.unmerged": z.object({ ...conversation, fromId: id }),
  "conversation.split": z.object({ ...message, newId: id }),
  "conversation.linked": z.object({ ...conversation, linkedId: id, kind: z.string() }),
  "conversation.unlinked": z.object({ ...conversation, linkedId: id }),
  "conversation.followed": z.object({ ...conversation, agentId: id }),
  "conversation.unfollowed": z.object({ ...conversation, agentId: id }),
  "conversation.assigned": z.object({
    ...conversation,
    ...held,
    fromId: id.nullable(),
    fromTeamId: id.nullable(),
    why: z.enum(["started", "taken", "given", "accepted", "left", "reopened"]),
  }),
  "conversation.opened": z.object({ ...conversation, from: z.string() }),
  "conversation.waiting": z.object(conversation),
  "conversation.put_on_hold": z.object(conversation),
  /** `onId`: the conversation it waits for. */
  "conversation.snoozed": z.object({
    ...conversation,
    until: z.string(),
    for: SnoozeKind.optional(),
    onId: id.optional(),
  }),
  "conversation.woken": z.object({ ...conversation, why: z.enum(wakeReasons), onId: id.optional() }),
  "conversation.resolved": z.object({ ...conversation, ...held, reason: z.string(), customerId: id }),
  "conversation.reopened": z.object({ ...conversation, why: z.enum(["agent", "message", "rating"]) }),
  "conversation.escalated": z.object({ ...conversation, leadId: id }),
  "conversation.related": z.object({ ...conversation, relatedId: id }),
  "participant.added": z.object({ ...conversation, customerId: id }),
  "collaborator.added": z.object({ ...conversation, agentId: id }),
  "tracker.revoked": z.object(conversation),

  "handover.offered": z.object({
    ...conversation,
    handoverId: id,
    toAgentId: id.nullable(),
    toTeamId: id.nullable(),
  }),
  "handover.accepted": z.object({ ...conversation, handoverId: id, agentId: id }),
  "handover.declined": z.object({ ...conversation, handoverId: id, agentId: id, reason: z.string() }),
  "handover.withdrawn": z.object({ ...conversation, handoverId: id }),

  "message.received": z.object({ ...message, customerId: id, channel: z.string(), proven: z.boolean() }),
  "message.sent": z.object({ ...message, channel: z.string() }),
  /** `mentions`: agents who were called by an @. */
  "note.written": z.object({ ...message, mentions: z.array(id).optional() }),
  "message.vouched": z.object(message),
  /** A reply was taken back before it left. */
  "message.withdrawn": z.object(message),

  /** A reply waits for its time, or for another one. */
  "reply.scheduled": z.object({ ...conversation, replyId: id, leavesAt: z.string() }),
  /** It will not leave; its words are a draft of this agent. */
  "reply.unscheduled": z.object({
    ...conversation,
    replyId: id,
    agentId: id,
    why: z.enum(["cancelled", "customer_wrote", "resolved", "left", "refused"]),
    reason: z.string(),
  }),

  "promise.made": z.object({ ...promised, kind: z.string(), dueAt: z.string(), text: z.string() }),
  "promise.kept": z.object({ ...promised, kind: z.string(), dueAt: z.string() }),
  "promise.broken": z.object({ ...promised, kind: z.string(), dueAt: z.string() }),
  "promise.moved": z.object({ ...promised, kind: z.string(), dueAt: z.string() }),
  "promise.withdrawn": z.object({ ...promised, kind: z.string(), dueAt: z.string() }),
  "promise.due_soon": z.object({ ...promised, dueAt: z.string() }),

  "mail.arrived": z.object(mail),
  /** `unanswered`: it is known already that no acknowledgement goes out. */
  "mail.stored": z.object({ ...mail, ...message, unanswered: z.boolean().optional() }),
  /** It belongs to a thread beside a conversation, and to no message of it. */
  "mail.stored_aside": z.object({ ...mail, ...conversation }),
  "mail.quarantined": z.object({ ...mail, reason: z.string() }),
  "mail.rejected": z.object({ ...mail, reason: z.string() }),

  "delivery.queued": z.object({ deliveryId: id, conversationId: id.nullable(), messageId: id.nullable() }),
  "delivery.changed": z.object({
    deliveryId: id,
    conversationId: id.nullable(),
    messageId: id.nullable(),
    state: z.string(),
    reason: z.string(),
  }),

  /** An attachment's link was renewed or ended; it was fetched by it. */
  "attachment.link_changed": z.object({ ...message, attachmentId: id }),
  "attachment.downloaded": z.object({ ...message, attachmentId: id }),

  /** Only ids: the words are for whoever is reminded. */
  "reminder.set": reminder,
  "reminder.ended": reminder,
  "reminder.due": reminder,

  "apology.confirmed": z.object(message),
  "apology.withdrawn": z.object(message),

  "task.added": task,
  "task.changed": task,
  /** `outcome`: whether it was done by its time; null without one. */
  "task.done": z.object({
    ...conversation,
    taskId: id,
    outcome: z.enum(["kept", "broken"]).nullable(),
  }),
  "task.reopened": z.object({ ...conversation, taskId: id }),
  "task.dropped": z.object({ ...conversation, taskId: id }),
  "task.ordered": z.object(conversation),
  "task.due_soon": dueTask,
  "task.broken": dueTask,
  "checklist.created": z.object({ checklistId: id }),
  "checklist.changed": z.object({ checklistId: id }),
  "checklist.removed": z.object({ checklistId: id }),

  /** A side conversation: who was asked, who answers for it. Never seen by the customer. */
  "side_conversation.started": side.extend({ expectedBy: z.string() }),
  /** One of the house wrote, also a colleague who was asked; `answers`: it is the answer. */
  "side_conversation.written": side.extend({ sideMessageId: id, answers: z.boolean() }),
  /** Somebody outside answered. */
  "side_conversation.received": side.extend({
    sideMessageId: id,
    automatic: z.boolean(),
    proven: z.boolean(),
  }),
  "side_conversation.withdrawn": side.extend({ sideMessageId: id, gone: z.boolean() }),
  "side_conversation.changed": side.extend({ fields: z.array(z.string()) }),
  "side_conversation.closed": side,
  "side_conversation.reopened": side.extend({ why: z.enum(["agent", "message"]) }),
  "side_conversation.moved": side,
  "side_conversation.due_soon": side.extend({ expectedBy: z.string() }),
  "side_conversation.overdue": side.extend({ expectedBy: z.string() }),
  /** What we wrote last came back, or got through after all. */
  "side_conversation.troubled": side.extend({ reason: z.string().nullable() }),

  "follow_up.scheduled": z.object({ ...conversation, followUpId: id, dueAt: z.string() }),
  "follow_up.sent": z.object({ ...conversation, followUpId: id }),
  "response.given": z.object({ ...conversation, followUpId: id, rating: z.number() }),

  /** Somebody took the audit log, or what a filter left of it, as a file. */
  "log.exported": z.object({ format: z.string(), filter: z.record(z.string(), z.string()) }),

  "notification.made": z.object({ agentId: id, notificationId: id, kind: z.string() }),
  /** Some of somebody's were read, or what they told of is over. */
  "notification.changed": z.object({ agentId: id }),
  /** Somebody said how they want to be told. */
  "notification.configured": z.object({ agentId: id }),
  "notification_defaults.changed": z.object({}),
  "push_device.added": z.object({ agentId: id, deviceId: id }),
  "push_device.removed": z.object({ agentId: id, deviceId: id }),

  "reaction.failed": z.object({ reaction: z.string(), eventId: id }),
} as const;

export type EventName = keyof typeof events;
export type EventData<N extends EventName> = z.infer<(typeof events)[N]>;
