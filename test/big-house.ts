import { type RawBuilder, sql } from "kysely";
import { createInbox } from "../shared/email.ts";
import { createTeam } from "../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "./builders.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { analysed } from "./plans.ts";

/** How many conversations and customers there are, and how many of everything else that is listed. */
const many = 100_000;
const some = 40_000;

export interface BigHouse {
  house: TestHouse;
  /** Sees everything. */
  owner: Person;
  /** Leads two teams, and has a tenth of everything on her hands. */
  lea: Person;
  /** A bulk action of hers that failed in part. */
  bulkId: string;
  inboxId: string;
}

/** A workspace with 100,000 conversations and customers and a long list of everything else, much of it Lea's and her teams'. */
export async function openBigHouse(): Promise<BigHouse> {
  const house = await openTestHouse();
  const owner = await newWorkspace(house);
  const ws = owner.workspaceId;
  const plain = await newAgent(house, ws, "lead", "Lea");
  const ben = await newAgent(house, ws, "agent", "Ben");
  const teams: string[] = [];
  for (const name of ["Mill", "Shop"]) {
    const body = { name, leadId: plain.id, memberIds: [] };
    teams.push((await owner.call(createTeam, { body })).id);
  }
  const lea = { ...plain, actor: { ...plain.actor, teamIds: teams } };
  const { id: inboxId } = await owner.call(createInbox, {
    body: { name: "Support", address: "support@shop.example" },
  });
  const fill = async (statement: RawBuilder<unknown>) => void (await statement.execute(house.system));
  const all = sql`generate_series(1, ${many}::int) n`;
  const part = sql`generate_series(1, ${some}::int) n`;
  const id = (kind: string) => sql`md5(${sql.lit(kind)} || n)::uuid`;
  const pick = (...people: (string | null)[]) => sql`(${people}::uuid[])[1 + n % ${sql.lit(people.length)}]`;
  const ago = sql`now() - n * interval '1 minute'`;

  await fill(sql`insert into customers (workspace_id, id, name, created_at)
    select ${ws}::uuid, ${id("customer")}, 'Customer ' || n, ${ago} from ${all}`);
  await fill(sql`insert into identities (workspace_id, id, customer_id, kind, value, created_at)
    select ${ws}::uuid, ${id("identity")}, ${id("customer")}, 'email', 'c' || n || '@home.example', ${ago} from ${all}`);
  await fill(sql`insert into conversations (workspace_id, id, number, subject, state, inbox_id, customer_id, holder_id, last_message_at,
      resolved_at, created_at)
    select ${ws}::uuid, ${id("conversation")}, n, 'Kettle ' || n, 'resolved', ${inboxId}::uuid, ${id("customer")},
      ${pick(owner.id, ben.id, lea.id)}, ${ago}, ${ago}, ${ago} from ${all}`);
  // Every third waits for nobody in particular, every fifth has no date: who asks for their own meets all kinds.
  await fill(sql`insert into tasks (workspace_id, id, conversation_id, title, assignee_id, team_id, due_at, position, state, settled_at,
      settled_by, made_by, made_at)
    select ${ws}::uuid, ${id("task")}, ${id("conversation")}, 'Ask', ${pick(lea.id, ben.id, null)}, ${pick(null, null, ...teams)},
      case when n % 4 > 1 or n % 5 > 0 then ${ago} end, 1, case when n % 2 = 0 then 'open' else 'done' end,
      case when n % 2 = 1 then ${ago} end, case when n % 2 = 1 then ${pick(lea.id, owner.id, lea.id)} end, ${pick(lea.id, ben.id, owner.id, lea.id, ben.id)}, ${ago}
    from ${part}`);
  await fill(sql`insert into side_conversations (workspace_id, id, conversation_id, subject, asked_agent_id, asked_team_id, asked_address,
      holder_id, holder_team_id, state, waiting_since, expected_by, last_message_at, made_by, made_at, closed_at)
    select ${ws}::uuid, ${id("side")}, ${id("conversation")}, 'Stock?', case n % 3 when 0 then ${pick(lea.id, ben.id)} end,
      case n % 3 when 1 then ${pick(...teams)} end, case n % 3 when 2 then 'supplier@far.example' end, ${pick(ben.id, lea.id)},
      ${pick(null, ...teams)}, case when n % 50 = 0 then 'waiting' else 'closed' end, ${ago}, ${ago}, ${ago}, ${ben.id}::uuid, ${ago},
      case when n % 50 > 0 then ${ago} end
    from ${part}`);
  await fill(sql`insert into reminders (workspace_id, id, conversation_id, agent_id, text, due_at, created_at)
    select ${ws}::uuid, ${id("reminder")}, ${id("conversation")}, case when n <= 500 then ${lea.id}::uuid else ${ben.id}::uuid end, 'Look', ${ago}, ${ago}
    from ${part}`);
  // Lea's unread ones are her oldest.
  await fill(sql`insert into notifications (workspace_id, id, agent_id, event_id, kind, conversation_id, actor_kind, in_app, at, read_at)
    select ${ws}::uuid, ${id("notice")}, ${lea.id}::uuid, ${id("event")}, 'message', ${id("conversation")}, 'customer', n % 3 > 0, ${ago},
      case when n < ${some - 600}::int then ${ago} end
    from ${part}`);
  await fill(sql`insert into deliveries (workspace_id, id, kind, inbox_id, natural_key, to_address, subject, content, internet_message_id, state,
      give_up_at, changed_at, created_at)
    select ${ws}::uuid, ${id("delivery")}, 'reply', ${inboxId}::uuid, n::text, 'c' || n || '@home.example', 'Kettle', '{}', '<' || n || '@shop.example>',
      case when n > ${some - 30}::int then 'failed' else 'sent' end, ${ago}, ${ago}, ${ago} from ${part}`);
  await fill(sql`insert into inbound_mails (workspace_id, id, inbox_id, source, size, envelope_from, envelope_to, state, received_at, file_id)
    select ${ws}::uuid, ${id("inbound")}, ${inboxId}::uuid, 'smtp', 100, 'c' || n || '@home.example', '{support@shop.example}',
      'quarantined', ${ago}, null from ${part}`);
  await fill(sql`insert into suppressions (workspace_id, id, address, cause, reason, created_at, lifted_at, lifted_why)
    select ${ws}::uuid, ${id("suppression")}, 'c' || n || '@home.example', 'hard_bounce', 'Nobody there', ${ago},
      case when n < ${some / 2}::int then ${ago} end, case when n < ${some / 2}::int then 'Wrong' end from ${part}`);
  await fill(sql`insert into bulk_actions (workspace_id, id, actor_kind, actor_id, action, total, state, created_at, finished_at)
    select ${ws}::uuid, ${id("bulk")}, 'agent', case when n <= 20 then ${lea.id}::uuid else ${ben.id}::uuid end, '{"do": "resolve"}', 5000,
      'done', ${ago}, ${ago} from generate_series(1, 2000) n`);
  await fill(sql`insert into bulk_items (workspace_id, bulk_id, position, conversation_id, state, code, reason)
    select ${ws}::uuid, md5('bulk' || (1 + n / 5000))::uuid, n % 5000, ${id("conversation")}, case when n % 10 = 0 then 'failed' else 'done' end,
      case when n % 10 = 0 then 'conflict' end, case when n % 10 = 0 then 'Somebody was quicker ' || n % 3 else '' end from ${part}`);
  await fill(sql`insert into macros (workspace_id, id, kind, name, scope, owner_id, team_id, language, texts, used, created_at, changed_at)
    select ${ws}::uuid, ${id("macro")}, 'macro', 'Macro ' || n, case when n <= 300 then 'shared' else 'personal' end,
      case when n > 300 then ${ben.id}::uuid end, null, 'en', '{"en": "<p>Hello</p>"}', n, ${ago}, ${ago} from generate_series(1, 1000) n`);
  await fill(sql`insert into macro_uses (workspace_id, macro_id, message_id, agent_id, at)
    select ${ws}::uuid, md5('macro' || (1 + n % 300))::uuid, ${id("message")}, ${pick(lea.id, ben.id)}, ${ago} from ${part}`);
  await analysed(house, [
    "customers",
    "identities",
    "conversations",
    "tasks",
    "side_conversations",
    "reminders",
    "notifications",
    "deliveries",
    "inbound_mails",
    "suppressions",
    "bulk_actions",
    "bulk_items",
    "macros",
    "macro_uses",
  ]);
  const { rows } = await sql<{ id: string }>`select md5('bulk1')::uuid as id`.execute(house.system);
  return { house, owner, lea, bulkId: rows[0]?.id ?? "", inboxId };
}
