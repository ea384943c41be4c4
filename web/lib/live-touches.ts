import { listAgents } from "../../shared/agents.ts";
import { getBulk, listBulkItems, listBulkReasons, listBulks } from "../../shared/bulk.ts";
import { listOrders } from "../../shared/commerce.ts";
import { listConditionFields } from "../../shared/conditions.ts";
import { listConversationTemplates } from "../../shared/conversation-templates.ts";
import { getConversation } from "../../shared/conversations.ts";
import { listCustomerMerges, listDuplicates } from "../../shared/customer-merging.ts";
import { getCustomer, listCustomers } from "../../shared/customers.ts";
import { getDeliverability, listMailDomains } from "../../shared/deliverability.ts";
import { listDrafts, listLaterReplies } from "../../shared/drafts.ts";
import { listDeliveries, listInbound, listInboxes } from "../../shared/email.ts";
import type { Endpoint } from "../../shared/endpoint.ts";
import { getConversationFields, getCustomerFields, listFields } from "../../shared/fields.ts";
import { getFirstSteps } from "../../shared/first-steps.ts";
import { listHappenings } from "../../shared/happenings.ts";
import { listInboundHooks } from "../../shared/inbound-hooks.ts";
import { getLeadBoard, listLeadRows } from "../../shared/lead-board.ts";
import { getMacro, listMacros } from "../../shared/macros.ts";
import { getMailAccount } from "../../shared/mail-accounting.ts";
import { getMailGrant } from "../../shared/mail-oauth.ts";
import { getMailStory } from "../../shared/mail-story.ts";
import { me } from "../../shared/me.ts";
import {
  listFollowers,
  listLinks,
  listMergeCandidates,
  listMerges,
  previewMerge,
} from "../../shared/merging.ts";
import { listMessages } from "../../shared/messages.ts";
import { countNotifications, listNotifications } from "../../shared/notifications.ts";
import { getPlaybook } from "../../shared/playbook.ts";
import { listReminders } from "../../shared/reminders.ts";
import { listRoles } from "../../shared/roles.ts";
import { countSavedViews, listSavedViews, listViewConversations } from "../../shared/saved-views.ts";
import { getSide, listMySides, listSideMessages, listSides } from "../../shared/side-conversations.ts";
import { getMailStanding, listSuppressions } from "../../shared/suppressions.ts";
import { listChecklists, listConversationTasks, listTasks } from "../../shared/tasks.ts";
import { listTeams } from "../../shared/teams.ts";
import {
  listArchivedTopics,
  listRootCauses,
  listTopics,
  listTopicWords,
  suggestRootCauses,
  suggestTopics,
} from "../../shared/topics.ts";
import { countViews, listConversations } from "../../shared/views.ts";

/** A read that an event makes stale: of one object when it names the id that says which. */
export type Touch = readonly [endpoint: Pick<Endpoint, "path">, id?: string];

export const conversation: Touch[] = [
  [getConversation, "conversationId"],
  [listHappenings, "conversationId"],
  [getPlaybook, "conversationId"],
];
const suggested: Touch[] = [
  [suggestTopics, "conversationId"],
  [suggestRootCauses, "conversationId"],
];
export const described: Touch[] = [...conversation, ...suggested, [getConversationFields, "conversationId"]];
export const asked: Touch[] = [
  [listConditionFields],
  [listSavedViews],
  [countSavedViews],
  [listViewConversations],
];
export const bulkEnded: Touch[] = [
  [listBulks],
  [getBulk, "bulkId"],
  [listBulkItems, "bulkId"],
  [listBulkReasons, "bulkId"],
];
/** Lists that call conversations by their subject and their customer's name. */
export const named: Touch[] = [
  [listTasks],
  [listReminders],
  [listDrafts],
  [listSides],
  [listMySides],
  [getSide],
  [listNotifications],
  [listLinks],
  [listLeadRows],
];
export const fields: Touch[] = [...asked, [listFields], [getConversationFields], [getCustomerFields]];
export const topics: Touch[] = [
  ...asked,
  [listTopics],
  [listArchivedTopics],
  [listTopicWords, "topicId"],
  [suggestTopics],
  [suggestRootCauses],
];
export const rootCauses: Touch[] = [...asked, [listRootCauses], [suggestRootCauses]];
export const macros: Touch[] = [[listMacros], [getMacro, "macroId"]];
export const templates: Touch[] = [[listConversationTemplates]];
export const message: Touch[] = [...conversation, ...suggested, [listMessages, "conversationId"]];
export const later: Touch[] = [
  [listHappenings, "conversationId"],
  [listLaterReplies, "conversationId"],
  [listDrafts],
];
export const tasks: Touch[] = [
  [listHappenings, "conversationId"],
  [listConversationTasks, "conversationId"],
  [listTasks],
];
export const sides: Touch[] = [
  [listHappenings, "conversationId"],
  [listSides, "conversationId"],
  [listMySides],
  [getSide, "sideId"],
  [listSideMessages, "sideId"],
];
export const checklists: Touch[] = [[listChecklists]];
/** Whose hands it is in and what is promised decide how its tasks are shown, too. */
export const moved: Touch[] = [
  ...conversation,
  [countViews],
  [listTasks],
  [listConversationTasks, "conversationId"],
];
export const merged: Touch[] = [
  ...message,
  ...named,
  [listConversationTasks],
  [listLaterReplies],
  [countViews],
  [listMerges, "conversationId"],
  [listMerges, "intoId"],
  [listMerges, "fromId"],
  [listMessages, "fromId"],
  [listMergeCandidates],
  [previewMerge],
];
export const linked: Touch[] = [...conversation, [listLinks, "conversationId"], [listLinks, "linkedId"]];
export const followed: Touch[] = [...conversation, [listFollowers, "conversationId"]];
export const notices: Touch[] = [[listNotifications], [countNotifications]];
export const people: Touch[] = [
  [listAgents],
  [listTeams],
  [listRoles],
  [me],
  [getLeadBoard],
  [getFirstSteps],
];
/** Colleagues and teams by their names, also where they are said beside something else. */
export const peopleNamed: Touch[] = [
  ...people,
  ...named,
  [getConversation],
  [listHappenings],
  [listMessages],
  [listFollowers],
  [listConversationTasks],
  [listSideMessages],
  [listConversations],
  [listViewConversations],
];
export const inboxes: Touch[] = [[listInboxes], [listMailDomains], [listConditionFields], [getFirstSteps]];
export const inbound: Touch[] = [[listInbound], [getMailAccount, "inboxId"]];
export const deliveries: Touch[] = [
  [listMessages, "conversationId"],
  [listSideMessages],
  [listDeliveries],
  [getMailStory, "messageId"],
];
export const domains: Touch[] = [[listMailDomains], [getDeliverability]];
export const grants: Touch[] = [[getMailGrant, "inboxId"], [listInboxes]];
export const hooks: Touch[] = [[listInboundHooks]];
export const customer: Touch[] = [
  [listCustomers],
  [getCustomer, "customerId"],
  [getCustomerFields, "customerId"],
];
export const joined: Touch[] = [
  [getCustomer],
  [getCustomerFields],
  [getMailStanding],
  [listCustomers],
  [listCustomerMerges],
  [listDuplicates],
  [listOrders],
  [getConversation],
  [listMessages],
  [listConversations],
  [listViewConversations],
  ...named,
];
export const standing: Touch[] = [...customer, [listSuppressions], [getMailStanding]];
