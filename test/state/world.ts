import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { listAgents } from "../../shared/agents.ts";
import { listLastChanges } from "../../shared/audit.ts";
import { listBulks } from "../../shared/bulk.ts";
import { listOrders } from "../../shared/commerce.ts";
import { listConditionFields } from "../../shared/conditions.ts";
import { listConversationTemplates } from "../../shared/conversation-templates.ts";
import { getConversation, startConversation } from "../../shared/conversations.ts";
import { listCustomerMerges, listDuplicates } from "../../shared/customer-merging.ts";
import { getCustomer, listCustomers } from "../../shared/customers.ts";
import { listMailDomains } from "../../shared/deliverability.ts";
import { listDrafts, listLaterReplies } from "../../shared/drafts.ts";
import { listDeliveries, listInbound, listInboxes } from "../../shared/email.ts";
import type { Endpoint } from "../../shared/endpoint.ts";
import type { EventName } from "../../shared/events.ts";
import { getConversationFields, getCustomerFields, listFields } from "../../shared/fields.ts";
import { getFirstSteps } from "../../shared/first-steps.ts";
import { listHappenings } from "../../shared/happenings.ts";
import { listInboundHooks } from "../../shared/inbound-hooks.ts";
import { listKeys } from "../../shared/keys.ts";
import { getLeadBoard, leadLists, listLeadRows } from "../../shared/lead-board.ts";
import { listMacros } from "../../shared/macros.ts";
import { getMailAccount } from "../../shared/mail-accounting.ts";
import { listLayouts } from "../../shared/mail-layouts.ts";
import { me } from "../../shared/me.ts";
import { listFollowers, listLinks, listMerges } from "../../shared/merging.ts";
import { listMessages } from "../../shared/messages.ts";
import * as notices from "../../shared/notifications.ts";
import { listFailedReactions } from "../../shared/platform.ts";
import { getPlaybook } from "../../shared/playbook.ts";
import { listReminders } from "../../shared/reminders.ts";
import { getResolveRules } from "../../shared/resolve-rules.ts";
import { listRoles } from "../../shared/roles.ts";
import {
  countSavedViews,
  createSavedView,
  listSavedViews,
  listViewConversations,
} from "../../shared/saved-views.ts";
import { getSendingLimits } from "../../shared/sending-limits.ts";
import { listMySides, listSides } from "../../shared/side-conversations.ts";
import { listSessions } from "../../shared/sign-in.ts";
import { getMailStanding, listSuppressions } from "../../shared/suppressions.ts";
import { listTags } from "../../shared/tags.ts";
import { listChecklists, listConversationTasks, listTasks } from "../../shared/tasks.ts";
import { listTeams } from "../../shared/teams.ts";
import * as topics from "../../shared/topics.ts";
import { countViews, listConversations } from "../../shared/views.ts";
import { getWorkspace } from "../../shared/workspace.ts";
import { newAgent, newWorkspace, type Person } from "../builders.ts";
import { openTestHouse, type TestHouse } from "../house.ts";
import { type Mirror, openMirror } from "./mirror.ts";

/** Makes ready what a verb needs and returns the verb; between the two everything is shown and true. */
export type Scenario = (world: World) => Promise<() => Promise<unknown>>;
/** How each event comes about. */
export type Scenarios = Partial<Record<EventName, Scenario>>;

export interface World {
  house: TestHouse;
  /** Whose browser it is. */
  owner: Person;
  ben: Person;
  mirror: Mirror;
  /** A conversation that the owner holds, with all that its screen shows. */
  begin(change?: Record<string, unknown>): Promise<{ id: string; customerId: string; email: string }>;
  holdConversation(id: string): Promise<void>;
  holdCustomer(id: string): Promise<void>;
  /** How often it happened here, or was told to pass. */
  count(name: string): Promise<number>;
  close(): Promise<void>;
}

/** Reads of nothing in particular, each shown by some screen. */
const everywhere: readonly Endpoint[] = [
  me,
  getWorkspace,
  listAgents,
  listTeams,
  listRoles,
  listSessions,
  listKeys,
  listLastChanges,
  getFirstSteps,
  listInboxes,
  listMailDomains,
  listInboundHooks,
  listInbound,
  listDeliveries,
  listSuppressions,
  listFields,
  getResolveRules,
  listTags,
  listConditionFields,
  listSavedViews,
  countSavedViews,
  topics.listTopics,
  topics.listArchivedTopics,
  topics.listRootCauses,
  topics.listStatuses,
  listConversationTemplates,
  listMacros,
  listChecklists,
  listTasks,
  listReminders,
  listDrafts,
  listMySides,
  listBulks,
  listFailedReactions,
  listCustomers,
  countViews,
  getLeadBoard,
  notices.listNotifications,
  notices.countNotifications,
  notices.getNoticeSettings,
  notices.getNoticeDefaults,
  notices.listPushDevices,
];
const ofConversation: readonly Endpoint[] = [
  getConversation,
  listHappenings,
  listMessages,
  getPlaybook,
  getConversationFields,
  listConversationTasks,
  listLaterReplies,
  listFollowers,
  listLinks,
  listMerges,
  listSides,
  topics.suggestTopics,
  topics.suggestRootCauses,
];
const ofInbox: readonly Endpoint[] = [getMailAccount, listLayouts, getSendingLimits];
const ofCustomer: readonly Endpoint[] = [
  getCustomer,
  getCustomerFields,
  listOrders,
  getMailStanding,
  listCustomerMerges,
  listDuplicates,
];

export async function openWorld(env: Record<string, string> = {}): Promise<World> {
  const house = await openTestHouse(env);
  void house.wake.listen();
  await house.app.realtime.start();
  await house.app.fastify.listen({ port: 0, host: "127.0.0.1" });
  const { port } = house.app.fastify.server.address() as AddressInfo;
  const owner = await newWorkspace(house);
  const ben = await newAgent(house, owner.workspaceId, "agent", "Ben Baker");
  await house.settle();
  const mirror = await openMirror(`http://127.0.0.1:${port}`, owner);
  const about = async (reads: readonly Endpoint[], id: string) => {
    for (const read of reads) await mirror.hold(read, { params: { id } });
  };
  for (const read of everywhere) await mirror.hold(read);
  for (const view of ["mine", "team", "all", "waiting", "resolved"])
    await mirror.hold(listConversations, { query: { view } });
  for (const list of leadLists) await mirror.hold(listLeadRows, { params: { list } });
  const { id: viewId } = await owner.call(createSavedView, {
    body: { name: "Everything", condition: { all: [] } },
  });
  await mirror.hold(listViewConversations, { params: { id: viewId } });
  for (const { id } of (await owner.call(listInboxes)).items)
    for (const read of ofInbox) await mirror.hold(read, { params: { id } });
  mirror.mark();
  let made = 0;

  return {
    house,
    owner,
    ben,
    mirror,
    begin: async (change = {}) => {
      const email = `customer${++made}@home.example`;
      const { id, customer } = await owner.call(startConversation, {
        body: {
          customer: { email, name: `Ana ${made}` },
          subject: `Kettle ${made}`,
          text: "It leaks.",
          ...change,
        },
      });
      await about(ofConversation, id);
      await about(ofCustomer, customer.id);
      return { id, customerId: customer.id, email };
    },
    holdConversation: (id) => about(ofConversation, id),
    holdCustomer: (id) => about(ofCustomer, id),
    count: async (name) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from events where name = ${name}`.execute(house.system);
      return (rows[0]?.count ?? 0) + mirror.heard(name);
    },
    close: async () => {
      mirror.close();
      await house.app.realtime.stop();
      await house.close();
    },
  };
}
