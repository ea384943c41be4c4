create table inboxes (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null,
  channel text not null default 'email' check (channel in ('email')),
  address text not null,
  team_id uuid,
  restricted boolean not null default false,
  signature text not null default '',
  acknowledge boolean not null default true,
  removed_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, team_id) references teams
);
-- The receiver finds the workspace by the address, so an address has one inbox in the whole house.
create unique index inboxes_by_address on inboxes (lower(address)) where removed_at is null;
call keep_apart('inboxes');

create table conversations (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  number bigint not null,
  subject text not null,
  preview text not null default '',
  state text not null check (state in ('open', 'waiting', 'on_hold', 'resolved')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  tags text[] not null default '{}',
  inbox_id uuid not null,
  customer_id uuid not null,
  holder_id uuid,
  team_id uuid,
  promise_id uuid,
  promise_kind text,
  promise_text text,
  promise_due_at timestamptz,
  promise_broken_at timestamptz,
  promise_due_soon_at timestamptz,
  offered_agent_id uuid,
  offered_team_id uuid,
  snoozed_until timestamptz,
  escalated_to_id uuid,
  customer_spoke_last boolean not null default true,
  resolution text,
  rating smallint check (rating between 1 and 5),
  first_replied_at timestamptz,
  last_message_at timestamptz not null,
  resolved_at timestamptz,
  created_at timestamptz not null,
  -- True while somebody must answer for it: then its holder must be active.
  must_hold boolean generated always as (case when state = 'resolved' then null else true end) stored,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, inbox_id) references inboxes,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, holder_id) references agents,
  foreign key (workspace_id, holder_id, must_hold) references agents (workspace_id, id, active),
  foreign key (workspace_id, team_id) references teams,
  foreign key (workspace_id, offered_agent_id) references agents,
  foreign key (workspace_id, offered_team_id) references teams,
  -- Invariant 1. A team always has an active lead (see teams), so a team may hold.
  constraint never_dropped check (
    state = 'resolved'
    or ((holder_id is not null or team_id is not null)
        and promise_id is not null and promise_text is not null and promise_due_at is not null)
  ),
  constraint resolved_has_time check ((state = 'resolved') = (resolved_at is not null)),
  constraint resolved_promises_nothing check (state <> 'resolved' or promise_id is null)
  -- Room on each page: a word more changes no indexed column, and then touches no index.
) with (fillfactor = 85);
create index conversations_by_due on conversations (workspace_id, promise_due_at, id) where state <> 'resolved';
create index conversations_of_holder on conversations (workspace_id, holder_id, promise_due_at, id) where state <> 'resolved';
create index conversations_of_team on conversations (workspace_id, team_id, promise_due_at, id) where state <> 'resolved';
create index conversations_unheld on conversations (workspace_id, promise_due_at, id) where state <> 'resolved' and holder_id is null;
create index conversations_waiting on conversations (workspace_id, promise_due_at, id) where state = 'waiting';
create index conversations_resolved on conversations (workspace_id, resolved_at desc, id desc) where state = 'resolved';
create index conversations_of_customer on conversations (workspace_id, customer_id, created_at desc, id desc);
create index conversations_of_inbox on conversations (workspace_id, inbox_id);
create index conversations_offered_agent on conversations (workspace_id, offered_agent_id, promise_due_at, id) where offered_agent_id is not null;
create index conversations_offered_team on conversations (workspace_id, offered_team_id, promise_due_at, id) where offered_team_id is not null;
create index conversations_by_subject on conversations (workspace_id, (lower(subject)) collate "C");
-- What the clock looks for, over all workspaces.
create index conversations_to_break on conversations (promise_due_at) where state <> 'resolved' and promise_broken_at is null;
create index conversations_to_warn on conversations (promise_due_soon_at) where state <> 'resolved' and promise_due_soon_at is not null;
create index conversations_to_wake on conversations (snoozed_until) where snoozed_until is not null;
call keep_apart('conversations');

-- Every promise ever made; the live one is repeated on its conversation for the constraint and the order of lists.
create table promises (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  kind text not null check (kind in ('first_reply', 'next_step', 'check_in')),
  text text not null,
  due_at timestamptz not null,
  made_by uuid,
  made_at timestamptz not null,
  broken_at timestamptz,
  settled_at timestamptz,
  outcome text check (outcome in ('kept', 'broken', 'moved', 'withdrawn')),
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade deferrable initially deferred,
  check ((settled_at is null) = (outcome is null)),
  check (outcome is distinct from 'kept' or settled_at <= due_at)
);
create unique index promises_one_live on promises (workspace_id, conversation_id) where settled_at is null;
create index promises_of_conversation on promises (workspace_id, conversation_id, made_at);
create index promises_settled on promises (workspace_id, settled_at) where outcome in ('kept', 'broken');
call keep_apart('promises');
-- Deferred, both: promise and conversation point at each other within one transaction.
alter table conversations add foreign key (workspace_id, promise_id) references promises deferrable initially deferred;

create table handovers (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  from_agent_id uuid,
  to_agent_id uuid,
  to_team_id uuid,
  brief jsonb not null,
  state text not null check (state in ('offered', 'accepted', 'declined', 'withdrawn')),
  reason text not null default '',
  offered_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, from_agent_id) references agents,
  foreign key (workspace_id, to_agent_id) references agents,
  foreign key (workspace_id, to_team_id) references teams,
  check (num_nonnulls(to_agent_id, to_team_id) = 1)
);
create unique index handovers_one_live on handovers (workspace_id, conversation_id) where state = 'offered';
create index handovers_of_conversation on handovers (workspace_id, conversation_id, offered_at desc);
call keep_apart('handovers');

create table messages (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  kind text not null check (kind in ('reply', 'note')),
  direction text not null check (direction in ('in', 'out', 'internal')),
  channel text not null check (channel in ('email', 'api', 'tracker')),
  author_kind text not null check (author_kind in ('agent', 'customer', 'system')),
  author_agent_id uuid,
  author_customer_id uuid,
  author_address text,
  text text not null,
  html text,
  original_text text,
  original_html text,
  blocked_images integer not null default 0,
  to_addresses jsonb not null default '[]',
  cc_addresses jsonb not null default '[]',
  -- Without angle brackets; unique, so that one delivery twice is one message.
  internet_message_id text,
  provider_key text,
  proven boolean not null default true,
  proven_why text not null default '',
  vouched_by uuid,
  inbound_id uuid,
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, author_agent_id) references agents,
  foreign key (workspace_id, author_customer_id) references customers
);
create index messages_of_conversation on messages (workspace_id, conversation_id, at desc, id desc);
create unique index messages_by_provider_key on messages (workspace_id, provider_key) where provider_key is not null;
create index messages_by_message_id on messages (workspace_id, internet_message_id) where internet_message_id is not null;
call keep_apart('messages');

create table attachments (
  workspace_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  file_id uuid not null,
  name text not null,
  content_id text,
  inline boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, message_id) references messages on delete cascade,
  foreign key (workspace_id, file_id) references files
);
create index attachments_of_message on attachments (workspace_id, message_id);
create index attachments_of_file on attachments (workspace_id, file_id);
call keep_apart('attachments');

create table participants (
  workspace_id uuid not null,
  conversation_id uuid not null,
  customer_id uuid not null,
  role text not null check (role in ('requester', 'cc')),
  primary key (workspace_id, conversation_id, customer_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, customer_id) references customers
);
create index participants_by_customer on participants (workspace_id, customer_id);
call keep_apart('participants');

-- Colleagues who were mentioned and may see the conversation from then on.
create table collaborators (
  workspace_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  primary key (workspace_id, conversation_id, agent_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, agent_id) references agents
);
create index collaborators_by_agent on collaborators (workspace_id, agent_id);
call keep_apart('collaborators');

create table relations (
  workspace_id uuid not null,
  conversation_id uuid not null,
  related_id uuid not null,
  why text not null check (why in ('maybe_related')),
  primary key (workspace_id, conversation_id, related_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, related_id) references conversations on delete cascade
);
create index relations_back on relations (workspace_id, related_id);
call keep_apart('relations');

-- Signed links to the tracker; the row lets them be revoked.
create table tracker_links (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  customer_id uuid not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, customer_id) references customers
);
create index tracker_links_of_conversation on tracker_links (workspace_id, conversation_id);
call keep_apart('tracker_links');
