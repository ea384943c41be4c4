-- What a conversation is: chosen when it is started by hand, or later.
alter table conversations add column type text
  check (type in ('question', 'problem', 'complaint', 'request', 'praise'));

-- An agent notes a call or a visit.
alter table messages drop constraint messages_channel_check;
alter table messages add constraint messages_channel_check
  check (channel in ('email', 'api', 'tracker', 'phone', 'visit'));

-- Words that point to a topic because somebody says so, before it has learned any.
alter table topics add column keywords text[] not null default '{}';

-- What must be known besides the required fields before a conversation is resolved.
create table resolve_rules (
  workspace_id uuid not null primary key references workspaces,
  topic_required boolean not null default false,
  root_cause_required boolean not null default false
);
call keep_apart('resolve_rules');

-- Tags that somebody gave a colour, or made before they were used; every other tag lives in its conversations alone.
create table tags (
  workspace_id uuid not null references workspaces,
  name text not null check (name = lower(name) and name <> '' and length(name) <= 50),
  color text,
  created_at timestamptz not null,
  primary key (workspace_id, name)
);
call keep_apart('tags');
