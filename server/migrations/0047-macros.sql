-- What is written and done again and again: text by language, files, and what is done when the reply is sent.
create table macros (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  -- A macro is a whole answer with what is done; a text is a short piece of words.
  kind text not null check (kind in ('macro', 'text')),
  name text not null,
  -- Names of folders, '/' between them; '' for none.
  folder text not null default '',
  scope text not null check (scope in ('personal', 'team', 'shared')),
  owner_id uuid,
  team_id uuid,
  -- The language whose text stands in where there is none.
  language text not null,
  -- {language: HTML with Liquid}
  texts jsonb not null,
  -- What is done along with the reply, and what the reply says comes next.
  actions jsonb not null default '[]',
  step jsonb,
  used integer not null default 0 check (used >= 0),
  last_used_at timestamptz,
  archived_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references agents,
  foreign key (workspace_id, team_id) references teams on delete cascade,
  check (texts ? language),
  check ((scope = 'team') = (team_id is not null)),
  check (scope <> 'personal' or owner_id is not null)
);
create index macros_by_use on macros (workspace_id, used desc, lower(name), id);
create index macros_of_owner on macros (workspace_id, owner_id) where owner_id is not null;
create index macros_of_team on macros (workspace_id, team_id) where team_id is not null;
call keep_apart('macros');

create table macro_files (
  workspace_id uuid not null references workspaces,
  macro_id uuid not null,
  file_id uuid not null,
  position integer not null,
  primary key (workspace_id, macro_id, file_id),
  foreign key (workspace_id, macro_id) references macros on delete cascade,
  foreign key (workspace_id, file_id) references files
);
create index macro_files_of_file on macro_files (workspace_id, file_id);
call keep_apart('macro_files');

-- One row for each reply that was sent with a macro.
create table macro_uses (
  workspace_id uuid not null references workspaces,
  macro_id uuid not null,
  message_id uuid not null,
  agent_id uuid,
  at timestamptz not null,
  primary key (workspace_id, macro_id, message_id),
  foreign key (workspace_id, macro_id) references macros on delete cascade
);
create index macro_uses_of_message on macro_uses (workspace_id, message_id);
create index macro_uses_of_agent on macro_uses (workspace_id, agent_id, macro_id, at desc);
call keep_apart('macro_uses');
