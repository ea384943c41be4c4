-- How a conversation begins that an agent starts: chosen by name when it is made.
create table conversation_templates (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null,
  scope text not null check (scope in ('personal', 'team', 'shared')),
  owner_id uuid,
  team_id uuid,
  type text check (type in ('question', 'problem', 'complaint', 'request', 'praise')),
  -- How the problem reached us, or that we write first.
  way text not null check (way in ('phone', 'visit', 'api', 'email')),
  subject text not null default '',
  body text not null default '',
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  tags text[] not null default '{}',
  topic_id uuid,
  -- Whose it becomes instead of whoever starts it.
  for_team_id uuid,
  -- {field id: value} of fields of conversations.
  fields jsonb not null default '{}',
  used integer not null default 0 check (used >= 0),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references agents,
  foreign key (workspace_id, team_id) references teams on delete cascade,
  foreign key (workspace_id, for_team_id) references teams on delete set null (for_team_id),
  foreign key (workspace_id, topic_id) references topics,
  check ((scope = 'team') = (team_id is not null)),
  check (scope <> 'personal' or owner_id is not null)
);
create index conversation_templates_by_name on conversation_templates (workspace_id, lower(name), id);
create index conversation_templates_of_owner on conversation_templates (workspace_id, owner_id);
create index conversation_templates_of_team on conversation_templates (workspace_id, team_id) where team_id is not null;
create index conversation_templates_for_team on conversation_templates (workspace_id, for_team_id) where for_team_id is not null;
create index conversation_templates_of_topic on conversation_templates (workspace_id, topic_id) where topic_id is not null;
call keep_apart('conversation_templates');
