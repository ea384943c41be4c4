import { listAgents } from "../../shared/agents.ts";
import { listLastChanges } from "../../shared/audit.ts";
import { listOrders } from "../../shared/commerce.ts";
import { getConversation } from "../../shared/conversations.ts";
import { listDuplicates } from "../../shared/customer-merging.ts";
import { listDrafts, listLaterReplies } from "../../shared/drafts.ts";
import { listDeliveries } from "../../shared/email.ts";
import type { EventName } from "../../shared/events.ts";
import { getFirstSteps } from "../../shared/first-steps.ts";
import { listHappenings } from "../../shared/happenings.ts";
import { listKeys } from "../../shared/keys.ts";
import { getLeadBoard } from "../../shared/lead-board.ts";
import { getMailAccount } from "../../shared/mail-accounting.ts";
import { listLayouts } from "../../shared/mail-layouts.ts";
import { me } from "../../shared/me.ts";
import { listLinks } from "../../shared/merging.ts";
import { listMessages } from "../../shared/messages.ts";
import { getNoticeDefaults, getNoticeSettings, listPushDevices } from "../../shared/notifications.ts";
import { listFailedReactions } from "../../shared/platform.ts";
import { listReminders } from "../../shared/reminders.ts";
import { getResolveRules } from "../../shared/resolve-rules.ts";
import { listRoles } from "../../shared/roles.ts";
import { listViewConversations } from "../../shared/saved-views.ts";
import { getSendingLimits } from "../../shared/sending-limits.ts";
import { listSides } from "../../shared/side-conversations.ts";
import { listSessions } from "../../shared/sign-in.ts";
import { listTags } from "../../shared/tags.ts";
import { listConversationTasks } from "../../shared/tasks.ts";
import { listStatuses } from "../../shared/topics.ts";
import { countViews, listConversations } from "../../shared/views.ts";
import { getWorkspace } from "../../shared/workspace.ts";
import {
  asked,
  bulkEnded,
  checklists,
  conversation,
  customer,
  deliveries,
  described,
  domains,
  fields,
  followed,
  grants,
  hooks,
  inbound,
  inboxes,
  joined,
  later,
  linked,
  macros,
  merged,
  message,
  moved,
  named,
  notices,
  people,
  peopleNamed,
  rootCauses,
  sides,
  standing,
  type Touch,
  tasks,
  templates,
  topics,
} from "./live-touches.ts";

/** Which reads each event makes stale. Rows of the conversation list are looked after in live-rows. */
const touches: Partial<Record<EventName, Touch[]>> = {
  "workspace.changed": [[getWorkspace], [me], [listLastChanges], [listAgents], [getLeadBoard]],
  "agent.invited": people,
  "agent.joined": people,
  "agent.changed": peopleNamed,
  "agent.deactivated": people,
  "agent.reactivated": people,
  "agent.presence_changed": [[listAgents], [getLeadBoard]],
  "session.opened": [[listSessions]],
  "session.revoked": [[listSessions], [me]],
  "team.created": people,
  "team.changed": peopleNamed,
  "team.removed": people,
  "role.created": [[listRoles], [listLastChanges]],
  "role.changed": [...people, [listLastChanges]],
  "role.removed": people,
  "key.created": [[listKeys]],
  "key.revoked": [[listKeys]],
  "inbox.created": inboxes,
  "inbox.changed": [
    ...inboxes,
    [listLastChanges],
    [listLayouts, "inboxId"],
    [getSendingLimits, "inboxId"],
    [getMailAccount, "inboxId"],
  ],
  "inbox.removed": inboxes,
  "inbox.troubled": inboxes,
  "inbox.recovered": inboxes,
  "customer.created": [...customer, [listDuplicates]],
  // Their name stands in every row, too.
  "customer.changed": [
    ...customer,
    [listDuplicates],
    [getConversation],
    [listMessages],
    [listConversations],
    [listViewConversations],
    ...named,
  ],
  "customer.identity_verified": customer,
  "customer.merged": joined,
  "customer.absorbed": joined,
  "customer.unmerged": joined,
  "address.suppressed": standing,
  "address.unsuppressed": standing,
  "consent.changed": standing,
  "dkim_key.created": domains,
  "dkim_key.changed": domains,
  "dkim_key.removed": domains,
  "mail_grant.given": grants,
  "mail_grant.ended": grants,
  "inbound_hook.created": hooks,
  "inbound_hook.removed": hooks,
  "order.recorded": [...customer, [listOrders, "customerId"]],
  "conversation.started": [[countViews], ...customer, [listDuplicates]],
  "field.created": fields,
  "field.changed": fields,
  "field.removed": fields,
  "topic.created": topics,
  "topic.changed": topics,
  "topic.removed": topics,
  "topic.restored": topics,
  "root_cause.created": rootCauses,
  "root_cause.changed": rootCauses,
  "root_cause.removed": rootCauses,
  "status.created": [...asked, [listStatuses]],
  "status.changed": [...asked, [listStatuses]],
  "status.removed": [...asked, [listStatuses]],
  "saved_view.created": asked,
  "saved_view.changed": asked,
  "saved_view.removed": asked,
  "bulk.started": bulkEnded,
  "bulk.progressed": bulkEnded,
  "bulk.finished": bulkEnded,
  "resolve_rules.changed": [[getResolveRules]],
  "tag.changed": [[listTags]],
  "tag.settled": [[listTags]],
  "macro.created": macros,
  "macro.changed": macros,
  "conversation_template.created": templates,
  "conversation_template.changed": templates,
  "conversation_template.removed": templates,
  "conversation.changed": [...described, ...named],
  "conversation.classified": described,
  "conversation.assigned": moved,
  "conversation.opened": moved,
  "conversation.waiting": moved,
  "conversation.put_on_hold": moved,
  "conversation.snoozed": moved,
  "conversation.woken": moved,
  "conversation.resolved": [[listLinks], [getFirstSteps], ...moved, ...customer],
  "conversation.reopened": [[listLinks], ...moved, ...customer],
  "conversation.escalated": moved,
  "conversation.related": [...conversation, [getConversation, "relatedId"]],
  "conversation.merged": merged,
  "conversation.absorbed": merged,
  "conversation.unmerged": merged,
  "conversation.split": message,
  "conversation.linked": linked,
  "conversation.unlinked": linked,
  "conversation.followed": followed,
  "conversation.unfollowed": followed,
  "participant.added": conversation,
  "collaborator.added": conversation,
  "tracker.revoked": conversation,
  "handover.offered": moved,
  "handover.accepted": moved,
  "handover.declined": moved,
  "handover.withdrawn": moved,
  "message.received": message,
  "message.sent": [...message, [listLaterReplies, "conversationId"], [getFirstSteps]],
  "reply.scheduled": later,
  "reply.unscheduled": later,
  "note.written": message,
  "message.vouched": message,
  "message.withdrawn": [...moved, ...message, [listDeliveries], [listDrafts]],
  "promise.made": moved,
  "promise.kept": moved,
  "promise.broken": moved,
  "promise.moved": moved,
  "promise.withdrawn": moved,
  "promise.due_soon": moved,
  "mail.arrived": inbound,
  "mail.stored": inbound,
  "mail.stored_aside": inbound,
  "mail.quarantined": inbound,
  "mail.rejected": inbound,
  // The tracker's link is made with the first mail.
  "delivery.queued": [...deliveries, [getConversation, "conversationId"]],
  "delivery.changed": deliveries,
  "attachment.link_changed": [...deliveries, [listHappenings, "conversationId"]],
  "attachment.downloaded": [...deliveries, [listHappenings, "conversationId"]],
  "reminder.set": [[listReminders]],
  "reminder.ended": [[listReminders]],
  "reminder.due": [[listReminders]],
  "apology.confirmed": conversation,
  "apology.withdrawn": conversation,
  "task.added": tasks,
  "task.changed": tasks,
  "task.done": tasks,
  "task.reopened": tasks,
  "task.dropped": tasks,
  // After a merge they also left another conversation.
  "task.ordered": [...tasks, [listConversationTasks]],
  "task.due_soon": tasks,
  "task.broken": tasks,
  "side_conversation.started": sides,
  "side_conversation.written": sides,
  "side_conversation.received": sides,
  "side_conversation.withdrawn": [...sides, [listDeliveries]],
  "side_conversation.changed": sides,
  "side_conversation.closed": sides,
  "side_conversation.reopened": sides,
  "side_conversation.moved": [...sides, [listSides]],
  "side_conversation.due_soon": sides,
  "side_conversation.overdue": sides,
  "side_conversation.troubled": sides,
  "checklist.created": checklists,
  "checklist.changed": checklists,
  "checklist.removed": checklists,
  "reaction.failed": [[listFailedReactions]],
  "notification.made": notices,
  "notification.changed": notices,
  "notification.configured": [[getNoticeSettings]],
  "notification_defaults.changed": [[getNoticeSettings], [getNoticeDefaults]],
  "push_device.added": [[listPushDevices]],
  "push_device.removed": [[listPushDevices]],
  "follow_up.scheduled": [[listHappenings, "conversationId"]],
  "follow_up.sent": conversation,
  "response.given": conversation,
};

type Stale = readonly [path: string, params?: { id: string }];

/** The cache addresses that an event makes stale. */
export function staleAfter(name: string, ids: Record<string, string>): Stale[] {
  return (touches[name as EventName] ?? []).flatMap(([endpoint, idName]): Stale[] => {
    if (!idName) return [[endpoint.path]];
    const id = ids[idName];
    return id ? [[endpoint.path, { id }]] : [];
  });
}
