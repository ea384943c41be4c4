-- Views that people make: a condition, what is shown of each conversation, and in which order.
create table saved_views (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null,
  scope text not null check (scope in ('personal', 'team', 'shared')),
  owner_id uuid,
  team_id uuid,
  condition jsonb not null,
  columns text[] not null,
  sort text not null,
  position integer not null default 0,
  -- Roles that begin with it.
  default_for text[] not null default '{}',
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references agents,
  foreign key (workspace_id, team_id) references teams on delete cascade,
  check ((scope = 'team') = (team_id is not null)),
  check (scope <> 'personal' or owner_id is not null),
  check (scope = 'shared' or default_for = '{}')
);
create index saved_views_in_order on saved_views (workspace_id, position, id);
create index saved_views_of_team on saved_views (workspace_id, team_id) where team_id is not null;
create index saved_views_of_owner on saved_views (workspace_id, owner_id);
call keep_apart('saved_views');

-- The orders a view can have, besides what is due next and what was resolved last.
create index conversations_by_age on conversations (workspace_id, created_at, id);
create index conversations_by_last_message on conversations (workspace_id, last_message_at, id);
-- Most are normal: those are found in the order of what is due.
create index conversations_by_priority on conversations (workspace_id, priority, promise_due_at, id)
  where state <> 'resolved' and priority <> 'normal';
