-- The demo of a workspace: how far it has come, and which rows it made. Whatever hangs on those goes with them.
create table demos (
  workspace_id uuid not null primary key references workspaces,
  state text not null check (state in ('filling', 'filled', 'removing')),
  -- Everything in it is dated back from here, so that each chunk can be made anew from nothing but its number.
  began_at timestamptz not null,
  step integer not null default 0,
  steps integer not null,
  first_number bigint not null
);
call keep_apart('demos');

create table demo_rows (
  workspace_id uuid not null references workspaces,
  kind text not null check (kind in ('agent', 'team', 'inbox', 'customer', 'conversation')),
  id uuid not null,
  primary key (workspace_id, kind, id)
);
call keep_apart('demo_rows');

-- What happened to customers outside of conversations.
create index events_of_customer on events (workspace_id, customer_id, at desc, id desc)
  where customer_id is not null and conversation_id is null;

-- Whatever anybody does in a demo, no mail about it or to its people leaves: the ledger says held, and why.
create function hold_demo_mail() returns trigger language plpgsql as $$
begin
  if exists (select from demos d where d.workspace_id = new.workspace_id) and (
    exists (select from demo_rows d where d.workspace_id = new.workspace_id and d.kind = 'conversation' and d.id = new.conversation_id)
    or exists (
      select from identities i join demo_rows d on d.workspace_id = i.workspace_id and d.kind = 'customer' and d.id = i.customer_id
      where i.workspace_id = new.workspace_id and i.kind = 'email' and (lower(i.value)) collate "C" = lower(new.to_address) collate "C")
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
create trigger hold_demo_mail before insert or update of state on deliveries
  for each row when (new.state in ('queued', 'sending', 'deferred')) execute function hold_demo_mail();
