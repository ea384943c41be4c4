-- One thing done to many conversations, in chunks, by whoever asked for it.
create table bulk_actions (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  actor_kind text not null check (actor_kind in ('agent', 'key')),
  actor_id uuid not null,
  action jsonb not null,
  total integer not null check (total >= 0),
  state text not null check (state in ('running', 'done', 'cancelled', 'undoing', 'undone')),
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id),
  check ((state = 'running') = (finished_at is null))
);
create index bulk_actions_of_actor on bulk_actions (workspace_id, actor_id, created_at desc, id desc);
-- What the clock looks for, over all workspaces.
create index bulk_actions_to_do on bulk_actions (created_at) where state in ('running', 'undoing');
create index bulk_actions_by_age on bulk_actions (created_at);
call keep_apart('bulk_actions');

-- Conversations are named without a key: one that is gone by its turn fails alone, with its reason.
create table bulk_items (
  workspace_id uuid not null,
  bulk_id uuid not null,
  position integer not null,
  conversation_id uuid not null,
  -- kept: could not be undone.
  state text not null default 'pending' check (state in ('pending', 'done', 'unchanged', 'failed', 'cancelled', 'undone', 'kept')),
  code text,
  reason text not null default '',
  before jsonb,
  after jsonb,
  primary key (workspace_id, bulk_id, position),
  unique (workspace_id, bulk_id, conversation_id),
  foreign key (workspace_id, bulk_id) references bulk_actions on delete cascade
);
create index bulk_items_by_state on bulk_items (workspace_id, bulk_id, state, position);
call keep_apart('bulk_items');
