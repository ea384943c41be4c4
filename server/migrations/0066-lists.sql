-- Behind row-level security an index serves a condition only when nothing in it can leak, and lower() might: what is looked up whatever
-- its case stands in lower case beside it.
alter table identities add column value_key text collate "C" generated always as (lower(value)) stored;
drop index identities_by_value;
create unique index identities_by_value on identities (workspace_id, kind, value_key);
alter table customers add column name_key text collate "C" generated always as (lower(name)) stored;
drop index customers_by_name;
create index customers_by_name on customers (workspace_id, name_key, id);

create or replace function hold_demo_mail() returns trigger language plpgsql as $$
begin
  if exists (select from demos d where d.workspace_id = new.workspace_id) and (
    exists (select from demo_rows d where d.workspace_id = new.workspace_id and d.kind = 'conversation' and d.id = new.conversation_id)
    or exists (
      select from identities i join demo_rows d on d.workspace_id = i.workspace_id and d.kind = 'customer' and d.id = i.customer_id
      where i.workspace_id = new.workspace_id and i.kind = 'email' and i.value_key = lower(new.to_address) collate "C")
    or exists (
      select from agents a join demo_rows d on d.workspace_id = a.workspace_id and d.kind = 'agent' and d.id = a.id
      where a.workspace_id = new.workspace_id and lower(a.email) = lower(new.to_address)))
  then
    new.state := 'held';
    new.reason := 'It belongs to the demo, and nothing of the demo is sent.';
    new.next_attempt_at := null;
  end if;
  return new;
end $$;

-- Each way of asking for tasks by an index in the order of its list; what has no date comes last.
drop index tasks_of_assignee, tasks_of_team, tasks_asked_by, tasks_done_by;
create index tasks_of_assignee on tasks (workspace_id, assignee_id, (coalesce(due_at, 'infinity')), id) where state = 'open';
create index tasks_of_nobody on tasks (workspace_id, (coalesce(due_at, 'infinity')), id)
  where state = 'open' and assignee_id is null and team_id is null;
create index tasks_of_team on tasks (workspace_id, team_id, (coalesce(due_at, 'infinity')), id) where state = 'open' and team_id is not null;
create index tasks_asked_by on tasks (workspace_id, made_by, (coalesce(due_at, 'infinity')), id)
  where state = 'open' and assignee_id is distinct from made_by;
create index tasks_done_by on tasks (workspace_id, settled_by, settled_at desc, id desc) where state = 'done';
create index tasks_done_of_team on tasks (workspace_id, team_id, settled_at desc, id desc) where state = 'done' and team_id is not null;
create index tasks_done_asked_by on tasks (workspace_id, made_by, settled_at desc, id desc)
  where state = 'done' and assignee_id is distinct from made_by;

-- Of the side conversations most are closed, and those that are not are asked for most.
create index side_conversations_open_to_agent on side_conversations (workspace_id, asked_agent_id, last_message_at desc, id desc)
  where state <> 'closed' and asked_agent_id is not null;
create index side_conversations_open_to_team on side_conversations (workspace_id, asked_team_id, last_message_at desc, id desc)
  where state <> 'closed' and asked_team_id is not null;
create index side_conversations_open_held on side_conversations (workspace_id, holder_id, last_message_at desc, id desc)
  where state <> 'closed' and holder_id is not null;
create index side_conversations_open_team_held on side_conversations (workspace_id, holder_team_id, last_message_at desc, id desc)
  where state <> 'closed' and holder_team_id is not null;

-- What programs did is seldom among all that happens.
create index events_by_key on events (workspace_id, at desc, id desc) where actor_kind = 'key';
