-- What has to be done for a conversation. Without assignee and team it is whoever's holds the conversation; for a team it is a
-- promise of its own, so it has a time. `broken_at`: it fell due undone.
create table tasks (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  conversation_id uuid not null,
  -- Where it came from with a merge, to go back there.
  came_from_id uuid,
  title text not null,
  assignee_id uuid,
  team_id uuid,
  due_at timestamptz,
  due_soon_at timestamptz,
  broken_at timestamptz,
  position integer not null,
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  settled_at timestamptz,
  settled_by uuid,
  checklist text,
  made_by uuid,
  made_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, came_from_id) references conversations on delete set null (came_from_id),
  foreign key (workspace_id, assignee_id) references agents,
  foreign key (workspace_id, team_id) references teams,
  foreign key (workspace_id, settled_by) references agents,
  foreign key (workspace_id, made_by) references agents,
  constraint team_task_has_time check (team_id is null or due_at is not null),
  constraint settled_has_time check ((state = 'open') = (settled_at is null)),
  constraint broken_had_time check (broken_at is null or due_at is not null)
);
create index tasks_of_conversation on tasks (workspace_id, conversation_id, position, id);
create index tasks_that_came on tasks (workspace_id, came_from_id) where came_from_id is not null;
create index tasks_of_assignee on tasks (workspace_id, assignee_id, due_at, id) where state = 'open';
create index tasks_of_team on tasks (workspace_id, team_id, due_at, id) where state = 'open' and team_id is not null;
create index tasks_asked_by on tasks (workspace_id, made_by, due_at, id) where state = 'open';
create index tasks_done_by on tasks (workspace_id, settled_by, settled_at desc) where state = 'done';
-- What the clock looks for, over all workspaces.
create index tasks_to_warn on tasks (due_soon_at) where state = 'open' and due_soon_at is not null;
create index tasks_to_break on tasks (due_at) where state = 'open' and broken_at is null;
call keep_apart('tasks');

-- Steps that come again and again, put into a conversation as tasks.
create table checklists (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null,
  steps jsonb not null,
  removed_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index checklists_by_name on checklists (workspace_id, lower(name)) where removed_at is null;
call keep_apart('checklists');
