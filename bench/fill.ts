import { createHash } from "node:crypto";
import type pg from "pg";

/** Ids that are the same for the same words, so that rows can point at each other without being looked up. */
const madeIds = `create or replace function pg_temp.made(words text) returns uuid language sql immutable
  return overlay(overlay(md5(words) placing '4' from 13) placing '8' from 17)::uuid`;

/** People who can hold conversations, by number; each signs in with the cookie `baton_session=bench-NUMBER`. */
export async function fillAgents(client: pg.Client, workspaceId: string, count: number): Promise<void> {
  await client.query(madeIds);
  await client.query(
    `insert into agents (workspace_id, id, name, email, role, password_hash, created_at)
     select $1, pg_temp.made('agent' || n), 'Agent ' || n, 'agent' || n || '@bench.example', 'agent', 'none', now()
     from generate_series(1, $2::int) n`,
    [workspaceId, count],
  );
  const hashes = Array.from({ length: count }, (_, index) =>
    createHash("sha256")
      .update(`bench-${index + 1}`)
      .digest(),
  );
  await client.query(
    `insert into sessions (workspace_id, id, agent_id, token_hash, user_agent, ip, created_at, last_seen_at, expires_at)
     select $1, pg_temp.made('session' || n), pg_temp.made('agent' || n), hash, 'bench', '127.0.0.1', now(), now(), now() + interval '1 day'
     from unnest($2::bytea[]) with ordinality as list(hash, n)`,
    [workspaceId, hashes],
  );
}

/** An inbox for everything that comes in. */
export async function fillInbox(client: pg.Client, workspaceId: string, address: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `insert into inboxes (workspace_id, id, name, address, acknowledge, created_at)
     values ($1, gen_random_uuid(), 'Bench', $2, false, now()) returning id`,
    [workspaceId, address],
  );
  return rows[0]?.id ?? "";
}

/**
 * Conversations number `from` to `to`: four fifths resolved, the rest open with a holder and a promise, a third of those
 * overdue. One customer for every five conversations.
 */
export async function fillConversations(
  client: pg.Client,
  { workspaceId, inboxId, agents }: { workspaceId: string; inboxId: string; agents: number },
  from: number,
  to: number,
): Promise<void> {
  await client.query(madeIds);
  // Checks of foreign keys one by one would take most of the time; the rows are made to fit.
  await client.query("begin; set local session_replication_role = replica");
  const range = [workspaceId, from, to];
  await client.query(
    `insert into customers (workspace_id, id, name, created_at)
     select $1::uuid, pg_temp.made('customer' || n), 'Customer ' || n, now() from generate_series($2::int, $3::int) n where n % 5 = 1`,
    range,
  );
  await client.query(
    `insert into identities (workspace_id, id, customer_id, kind, value, created_at)
     select $1::uuid, pg_temp.made('identity' || n), pg_temp.made('customer' || n), 'email', 'customer' || n || '@mail.example', now()
     from generate_series($2::int, $3::int) n where n % 5 = 1`,
    range,
  );
  await client.query(
    `insert into conversations (workspace_id, id, number, subject, preview, state, inbox_id, customer_id, holder_id,
       promise_id, promise_kind, promise_text, promise_due_at, promise_broken_at, customer_spoke_last,
       first_replied_at, last_message_at, resolved_at, created_at)
     select $1::uuid, pg_temp.made('conversation' || n), n, 'Where is order ' || n || '?', 'Hello, where is it?',
       case when open then 'open' else 'resolved' end, $4::uuid, pg_temp.made('customer' || (n - (n + 4) % 5)),
       pg_temp.made('agent' || (1 + n / 5 % $5::int)),
       case when open then pg_temp.made('promise' || n) end, case when open then 'next_step' end,
       case when open then 'Reply' end, case when open then due end, case when open and due < now() then due end, true,
       made, made, case when open then null else made end, made
     from generate_series($2::int, $3::int) n,
       lateral (select n % 5 = 0 as open, now() - n % 31536000 * interval '1 second' as made,
         now() + (n::bigint * 7919 % 100000 - 33000) * interval '10 seconds' as due) story`,
    [...range, inboxId, agents],
  );
  await client.query(
    `insert into promises (workspace_id, id, conversation_id, kind, text, due_at, broken_at, made_at)
     select workspace_id, promise_id, id, promise_kind, promise_text, promise_due_at, promise_broken_at, created_at
     from conversations where workspace_id = $1 and number between $2 and $3 and promise_id is not null`,
    range,
  );
  await client.query(
    `insert into participants (workspace_id, conversation_id, customer_id, role)
     select workspace_id, id, customer_id, 'requester' from conversations where workspace_id = $1 and number between $2 and $3`,
    range,
  );
  await client.query("update workspaces set next_number = $2 where id = $1", [workspaceId, to + 1]);
  await client.query("commit");
}

/** The id that `fillConversations` gives to a number. */
export function conversationId(number: number): string {
  return createHash("md5")
    .update(`conversation${number}`)
    .digest("hex")
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}
