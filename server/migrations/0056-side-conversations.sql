-- A conversation beside a conversation: with a colleague or a team in Baton, or with somebody outside by e-mail. The customer
-- never sees any of it. Waiting: an answer is expected by a time; answered: it is for us to go on. Somebody of the house always
-- answers for it, and nobody waits without a time.
create table side_conversations (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  conversation_id uuid not null,
  -- Where it came from with a merge, to go back there.
  came_from_id uuid,
  subject text not null,
  asked_agent_id uuid,
  asked_team_id uuid,
  asked_address text,
  asked_name text not null default '',
  holder_id uuid,
  holder_team_id uuid,
  state text not null check (state in ('waiting', 'answered', 'closed')),
  waiting_since timestamptz not null,
  expected_by timestamptz not null,
  due_soon_at timestamptz,
  -- Set when the answer had not come by then.
  overdue_at timestamptz,
  -- What we wrote last could not be delivered: why.
  trouble text,
  last_message_at timestamptz not null,
  made_by uuid,
  made_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, came_from_id) references conversations on delete set null (came_from_id),
  foreign key (workspace_id, asked_agent_id) references agents,
  foreign key (workspace_id, asked_team_id) references teams,
  foreign key (workspace_id, holder_id) references agents,
  foreign key (workspace_id, holder_team_id) references teams,
  foreign key (workspace_id, made_by) references agents,
  foreign key (workspace_id, closed_by) references agents,
  constraint side_asks_one check (num_nonnulls(asked_agent_id, asked_team_id, asked_address) = 1),
  constraint side_never_dropped check (state = 'closed' or num_nonnulls(holder_id, holder_team_id) > 0),
  constraint side_closed_has_time check ((state = 'closed') = (closed_at is not null))
);
create index side_conversations_of on side_conversations (workspace_id, conversation_id, made_at, id);
create index side_conversations_that_came on side_conversations (workspace_id, came_from_id) where came_from_id is not null;
create index side_conversations_asked_agent on side_conversations (workspace_id, asked_agent_id, last_message_at desc, id desc)
  where asked_agent_id is not null;
create index side_conversations_asked_team on side_conversations (workspace_id, asked_team_id, last_message_at desc, id desc)
  where asked_team_id is not null;
create index side_conversations_held on side_conversations (workspace_id, holder_id, last_message_at desc, id desc);
create index side_conversations_team_held on side_conversations (workspace_id, holder_team_id, last_message_at desc, id desc)
  where holder_team_id is not null;
-- What the clock looks for, over all workspaces.
create index side_conversations_to_warn on side_conversations (due_soon_at) where state = 'waiting' and due_soon_at is not null;
create index side_conversations_to_tell on side_conversations (expected_by) where state = 'waiting' and overdue_at is null;
call keep_apart('side_conversations');

create table side_messages (
  workspace_id uuid not null,
  id uuid not null,
  side_id uuid not null,
  author_kind text not null check (author_kind in ('agent', 'outside', 'system')),
  author_agent_id uuid,
  author_name text not null default '',
  author_address text,
  text text not null,
  html text,
  original_text text,
  original_html text,
  blocked_images integer not null default 0,
  -- What was shown of the conversation with the customer, as it was then.
  excerpts jsonb not null default '[]',
  to_addresses jsonb not null default '[]',
  cc_addresses jsonb not null default '[]',
  -- An absence notice and the like: to be seen, but no answer.
  automatic boolean not null default false,
  proven boolean not null default true,
  proven_why text not null default '',
  internet_message_id text,
  -- The same delivery twice is one message.
  provider_key text,
  inbound_id uuid,
  -- Before this it has not left, and how it stood before, to take it back.
  leaves_at timestamptz,
  before jsonb,
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, side_id) references side_conversations on delete cascade,
  foreign key (workspace_id, author_agent_id) references agents
);
create index side_messages_of on side_messages (workspace_id, side_id, at, id);
create unique index side_messages_once on side_messages (workspace_id, provider_key) where provider_key is not null;
call keep_apart('side_messages');

create table side_files (
  workspace_id uuid not null,
  id uuid not null,
  side_message_id uuid not null,
  file_id uuid not null,
  name text not null,
  inline boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, side_message_id) references side_messages on delete cascade,
  foreign key (workspace_id, file_id) references files
);
create index side_files_of on side_files (workspace_id, side_message_id);
create index side_files_by_file on side_files (workspace_id, file_id);
call keep_apart('side_files');
