import { sql } from "kysely";
import { DateTime } from "luxon";
import { Priority } from "../../shared/actions.ts";
import type { FieldDescription } from "../../shared/conditions.ts";
import { ConversationType, PromiseKind, State } from "../../shared/conversation-shape.ts";
import { Message } from "../../shared/messages.ts";
import { businessAgo } from "../people/business-age.ts";
import { nextBusinessMoment } from "../people/business-hours.ts";
import { getWorkspace } from "../people/workspace.ts";
import type { Actor } from "../platform/actor.ts";
import type { Field, Frame } from "../platform/conditions.ts";
import type { Work } from "../platform/work.ts";
import { customConditionFields } from "./field-conditions.ts";
import { listInboxes } from "./inbox.ts";
import { listRootCauses } from "./root-cause.ts";
import { listStatuses } from "./status.ts";
import { listTopics, topicPaths } from "./topic.ts";

type Rest = Partial<Pick<Field, "options" | "as">>;

/** A field whose group stands before the dot of its id. */
function field(
  id: string,
  label: string,
  type: FieldDescription["type"],
  value: Field["sql"],
  rest: Rest = {},
): Field {
  const group = id.slice(0, id.indexOf(".")) as FieldDescription["group"];
  const as = type === "person" || type === "team" ? "uuid" : "text";
  return { id, label, group, type, options: null, as, sql: value, ...rest };
}

const choices = (values: readonly string[]) => ({
  options: values.map((value) => ({ value, label: value.replaceAll("_", " ") })),
});

/** Fields of conversations, for queries in which conversations is called `c`. */
const ofConversation: readonly Field[] = [
  field("conversation.number", "Number", "number", sql.ref("c.number")),
  field("conversation.subject", "Subject", "text", sql.ref("c.subject")),
  field("conversation.state", "State", "choice", sql.ref("c.state"), choices(State.options)),
  field("conversation.priority", "Priority", "choice", sql.ref("c.priority"), choices(Priority.options)),
  field("conversation.type", "Type", "choice", sql.ref("c.type"), choices(ConversationType.options)),
  field("conversation.tags", "Tags", "choices", sql.ref("c.tags")),
  field("conversation.holder", "Holder", "person", sql.ref("c.holder_id")),
  field("conversation.team", "Team", "team", sql.ref("c.team_id")),
  field("conversation.escalated_to", "Escalated to", "person", sql.ref("c.escalated_to_id")),
  field("conversation.escalated", "Escalated", "boolean", sql`c.escalated_to_id is not null`),
  field(
    "conversation.offered",
    "Handover waiting",
    "boolean",
    sql`num_nonnulls(c.offered_agent_id, c.offered_team_id) > 0`,
  ),
  field(
    "conversation.customer_spoke_last",
    "Customer spoke last",
    "boolean",
    sql.ref("c.customer_spoke_last"),
  ),
  field("conversation.rating", "Rating", "number", sql.ref("c.rating")),
  field("conversation.promise", "Promise", "choice", sql.ref("c.promise_kind"), choices(PromiseKind.options)),
  field("conversation.promise_due", "Promise due", "date", sql.ref("c.promise_due_at")),
  field("conversation.promise_broken", "Promise broken", "boolean", sql`c.promise_broken_at is not null`),
  field("conversation.snoozed", "Snoozed", "boolean", sql`c.snoozed_until is not null`),
  field("conversation.snoozed_until", "Snoozed until", "date", sql.ref("c.snoozed_until")),
  field("conversation.created", "Created", "date", sql.ref("c.created_at")),
  field("conversation.first_replied", "First replied", "date", sql.ref("c.first_replied_at")),
  field("conversation.last_message", "Last message", "date", sql.ref("c.last_message_at")),
  field("conversation.resolved", "Resolved", "date", sql.ref("c.resolved_at")),
];

const words = (
  which: ReturnType<typeof sql>,
) => sql`(select m.text from messages m where m.workspace_id = c.workspace_id
  and m.conversation_id = c.id and m.kind = 'reply' and ${which} order by m.at desc, m.id desc limit 1)`;

const ofMessages: readonly Field[] = [
  field("message.newest_text", "Newest message", "text", words(sql`true`)),
  field("message.newest_customer_text", "Customer's newest message", "text", words(sql`m.direction = 'in'`)),
  field(
    "conversation.channel",
    "Began by",
    "choice",
    sql`(select m.channel from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
      order by m.at, m.id limit 1)`,
    choices(Message.shape.channel.options),
  ),
];

/** Fields of customers, for queries in which customers is called `u`. */
const ofCustomer: readonly Field[] = [
  field("customer.name", "Customer's name", "text", sql.ref("u.name")),
  field("customer.note", "Customer's note", "text", sql.ref("u.note")),
  field("customer.address", "Customer's address", "text", addressOf()),
  field("customer.domain", "Customer's domain", "text", sql`split_part(${addressOf()}, '@', 2)`),
  field("customer.created", "Customer since", "date", sql.ref("u.created_at")),
];

/** The address mail goes to: the first one known. */
function addressOf() {
  return sql`(select i.value from identities i where i.workspace_id = u.workspace_id and i.customer_id = u.id
    and i.kind = 'email' order by i.created_at, i.id limit 1)`;
}

/** Where customers write from as private people: such a domain is nobody's company. */
const mailProviders =
  "gmail.com googlemail.com outlook.com outlook.de hotmail.com hotmail.de hotmail.fr hotmail.co.uk live.com msn.com yahoo.com yahoo.de yahoo.fr yahoo.co.uk ymail.com icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de posteo.de mailbox.org proton.me protonmail.com pm.me tutanota.com fastmail.com zoho.com mail.com mail.ru yandex.ru yandex.com orange.fr wanadoo.fr laposte.net free.fr libero.it qq.com 163.com 126.com maktoob.com".split(
    " ",
  );

/** The company somebody writes for is known by the domain of their address; that of a public mail provider is none. */
const ofCompany: readonly Field[] = [
  field(
    "company.domain",
    "Company's domain",
    "text",
    sql`(select of.domain from (select lower(split_part(${addressOf()}, '@', 2)) as domain) of
      where of.domain <> '' and of.domain <> all(${mailProviders}::text[]))`,
  ),
];

/** The same fields asked through a conversation: its customer's. */
const throughConversation = ({ sql: value, ...rest }: Field): Field => ({
  ...rest,
  sql: sql`(select ${value} from customers u where u.workspace_id = c.workspace_id and u.id = c.customer_id)`,
});

/** Everything a condition may ask about a conversation (queries call it `c`). */
export async function conversationFields(work: Work): Promise<Field[]> {
  return [
    ...ofConversation,
    ...(await chosenFromLists(work)),
    ...ofMessages,
    ...[...ofCustomer, ...ofCompany].map(throughConversation),
    followedBy(work.actor),
    await workingNow(work),
    ...(await customConditionFields(work, "conversation")),
  ];
}

/** Everything a condition may ask about a customer (queries call it `u`). */
export async function customerFields(work: Work): Promise<Field[]> {
  return [
    ...ofCustomer,
    ...ofCompany,
    await workingNow(work),
    ...(await customConditionFields(work, "customer")),
  ];
}

/** What is chosen from lists of the workspace: a topic also counts as everything above it. */
async function chosenFromLists(work: Work): Promise<Field[]> {
  const options = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  const topics = await listTopics(work);
  const paths = await topicPaths(work);
  const names = new Map(topics.map(({ id, name }) => [id, name]));
  const inTree = topics.map(({ id }) => ({
    id,
    name: [...(paths[id] ?? [])]
      .reverse()
      .map((one) => names.get(one) ?? "")
      .join(" / "),
  }));
  return [
    field("conversation.inbox", "Inbox", "choice", sql.ref("c.inbox_id"), {
      options: options(await listInboxes(work)),
      as: "uuid",
    }),
    field(
      "conversation.topic",
      "Topic",
      "choices",
      sql`array(select jsonb_array_elements_text(${JSON.stringify(paths)}::jsonb -> c.topic_id::text))`,
      { options: options(inTree) },
    ),
    field("conversation.root_cause", "Root cause", "choice", sql.ref("c.root_cause_id"), {
      options: options(await listRootCauses(work)),
      as: "uuid",
    }),
    field("conversation.status", "Status", "choice", sql.ref("c.status_id"), {
      options: options(await listStatuses(work)),
      as: "uuid",
    }),
  ];
}

/** Whether whoever asks follows it. */
function followedBy({ kind, id }: Actor): Field {
  const follower = kind === "agent" ? id : null;
  return field(
    "conversation.followed",
    "Followed by me",
    "boolean",
    sql`exists (select from followers f where f.workspace_id = c.workspace_id and f.conversation_id = c.id and f.agent_id = ${follower}::uuid)`,
  );
}

/** Whether people work at this moment; the same for every row. */
async function workingNow(work: Work): Promise<Field> {
  const { businessHours, timeZone } = await getWorkspace(work);
  const working = nextBusinessMoment(work.now, businessHours, timeZone).getTime() === work.now.getTime();
  return field("time.business_hours", "Within business hours", "boolean", sql`${working}::boolean`);
}

/** The workspace's time and the eyes of whoever does this work. */
export async function frameOf(work: Work): Promise<Frame> {
  const { businessHours, timeZone } = await getWorkspace(work);
  const { actor, now } = work;
  return {
    now,
    today: DateTime.fromJSDate(now, { zone: timeZone }).toFormat("yyyy-MM-dd"),
    me: actor.kind === "agent" ? actor.id : null,
    teamIds: actor.kind === "agent" ? actor.teamIds : [],
    businessAgo: (minutes) => businessAgo(now, minutes, businessHours, timeZone),
  };
}
