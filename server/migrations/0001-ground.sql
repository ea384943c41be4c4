-- Two ways in: baton_app is bound to one workspace by row-level security; the owner of the
-- schema (relay, schedules, sign-in) sees all. Roles belong to the cluster, so they may exist.
do $$
begin
  create role baton_app nologin nosuperuser nobypassrls;
exception when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant baton_app to %I', current_user);
  end if;
exception when unique_violation or sqlstate 'XX000' then null;
end $$;

grant usage on schema public to baton_app;

-- The workspace of the running transaction; null, and so nothing, outside of one.
create function current_workspace() returns uuid language sql stable parallel safe
  return nullif(current_setting('baton.workspace', true), '')::uuid;

-- Puts a table behind row-level security; every table with rows of a workspace calls it.
create procedure keep_apart(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy own_workspace on %s for all to baton_app using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())',
    target);
  execute format('create policy house on %s for all to %I using (true) with check (true)', target, current_user);
  execute format('grant select, insert, update, delete on %s to baton_app', target);
end $$;

create table workspaces (
  id uuid primary key,
  name text not null,
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  business_hours jsonb not null,
  first_reply_minutes integer not null default 240 check (first_reply_minutes > 0),
  next_reply_minutes integer not null default 240 check (next_reply_minutes > 0),
  due_soon_minutes integer not null default 60 check (due_soon_minutes > 0),
  follow_up_hours integer default 24 check (follow_up_hours > 0),
  next_number bigint not null default 1,
  demo boolean not null default false,
  created_at timestamptz not null
);
alter table workspaces enable row level security;
alter table workspaces force row level security;
create policy own_workspace on workspaces for all to baton_app using (id = current_workspace()) with check (id = current_workspace());
do $$ begin execute format('create policy house on workspaces for all to %I using (true) with check (true)', current_user); end $$;
grant select, insert, update on workspaces to baton_app;

-- The one log. Read in commit order: only rows whose transaction is below every running one,
-- by (xid, position). A lower position can commit later; a lower finished xid cannot appear later.
create table events (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  position bigint not null generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  name text not null,
  actor_kind text not null,
  actor_id uuid,
  conversation_id uuid,
  customer_id uuid,
  data jsonb not null,
  cause_id uuid,
  depth smallint not null default 0,
  at timestamptz not null,
  primary key (workspace_id, id)
);
create index events_in_order on events (xid, position);
create index events_of_conversation on events (workspace_id, conversation_id, at desc, id desc) where conversation_id is not null;
create index events_by_time on events (workspace_id, at desc, id desc);
call keep_apart('events');
revoke update on events from baton_app;

-- How far the relay has come, and which life of the log this is (a restore begins a new one).
create table log_state (
  one_row boolean primary key default true check (one_row),
  epoch uuid not null default gen_random_uuid(),
  relayed_xid xid8 not null default '0',
  relayed_position bigint not null default 0
);
insert into log_state default values;

-- A reaction's work and this row commit together: a job that runs twice works once.
create table reaction_runs (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  reaction text not null,
  at timestamptz not null,
  primary key (workspace_id, id, reaction),
  foreign key (workspace_id, id) references events on delete cascade
);
call keep_apart('reaction_runs');

create table idempotency_keys (
  workspace_id uuid not null references workspaces,
  id text not null,
  request_hash bytea not null,
  -- Sealed: a reply may show a secret that is shown only once.
  reply bytea not null,
  at timestamptz not null,
  primary key (workspace_id, id)
);
create index idempotency_keys_by_age on idempotency_keys (at);
call keep_apart('idempotency_keys');

create table files (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  sha256 bytea not null,
  size bigint not null,
  media_type text not null,
  name text not null,
  uploaded_by uuid,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
call keep_apart('files');
