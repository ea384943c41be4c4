-- What somebody is writing and has not sent: theirs alone, the same on all their devices.
create table drafts (
  workspace_id uuid not null,
  agent_id uuid not null,
  conversation_id uuid not null,
  version uuid not null,
  content jsonb not null,
  -- What one of their devices overwrote without having seen it, or what came back unsent beside it: offered until they say.
  others jsonb not null default '[]',
  changed_at timestamptz not null,
  primary key (workspace_id, agent_id, conversation_id),
  foreign key (workspace_id, agent_id) references agents,
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index drafts_of_conversation on drafts (workspace_id, conversation_id);
call keep_apart('drafts');

-- Files that a draft holds: whoever sweeps unused files leaves them.
create table draft_files (
  workspace_id uuid not null,
  agent_id uuid not null,
  conversation_id uuid not null,
  file_id uuid not null,
  primary key (workspace_id, agent_id, conversation_id, file_id),
  foreign key (workspace_id, agent_id, conversation_id) references drafts on delete cascade,
  foreign key (workspace_id, file_id) references files
);
create index draft_files_by_file on draft_files (workspace_id, file_id);
call keep_apart('draft_files');
