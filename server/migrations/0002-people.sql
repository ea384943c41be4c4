create table agents (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null,
  email text not null,
  role text not null check (role in ('collaborator', 'agent', 'lead', 'admin', 'owner')),
  active boolean not null default true,
  password_hash text,
  presence text not null default 'offline' check (presence in ('online', 'away', 'offline')),
  seen_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  -- Conversations and teams point here with active = true: who holds cannot be deactivated.
  unique (workspace_id, id, active)
);
create unique index agents_by_email on agents (workspace_id, lower(email));
create index agents_for_sign_in on agents (lower(email));
create index agents_by_name on agents (workspace_id, name collate "C", id);
call keep_apart('agents');

create table teams (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null,
  lead_id uuid not null,
  lead_active boolean not null generated always as (true) stored,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, lead_id, lead_active) references agents (workspace_id, id, active)
);
create unique index teams_by_name on teams (workspace_id, lower(name));
create index teams_by_lead on teams (workspace_id, lead_id);
call keep_apart('teams');

create table team_members (
  workspace_id uuid not null,
  team_id uuid not null,
  agent_id uuid not null,
  primary key (workspace_id, team_id, agent_id),
  foreign key (workspace_id, team_id) references teams on delete cascade,
  foreign key (workspace_id, agent_id) references agents
);
create index team_members_by_agent on team_members (workspace_id, agent_id);
call keep_apart('team_members');

-- Tokens are kept as SHA-256 only.
create table sessions (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  token_hash bytea not null unique,
  user_agent text not null,
  ip text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agents
);
create index sessions_by_agent on sessions (workspace_id, agent_id);
call keep_apart('sessions');

-- Invitations and password resets: a token by mail, good once.
create table entry_tokens (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agents
);
create index entry_tokens_by_agent on entry_tokens (workspace_id, agent_id);
call keep_apart('entry_tokens');

create table api_keys (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null,
  token_hash bytea not null unique,
  scopes text[] not null,
  created_by uuid,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (workspace_id, id)
);
call keep_apart('api_keys');

-- Wrong passwords, by address and by network, so that guessing slows down. Belongs to no workspace yet.
create table sign_in_tries (
  subject text primary key,
  failures integer not null,
  last_at timestamptz not null
);
