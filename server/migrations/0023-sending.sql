-- How long a reply waits before it leaves, so that whoever sent it may take it back.
alter table workspaces
  add column undo_seconds integer not null default 10 check (undo_seconds between 0 and 30);

-- Before this the customer neither gets nor sees it. Null: it left at once.
alter table messages
  add column leaves_at timestamptz,
  add column bcc_addresses jsonb not null default '[]';

-- Where a mail went instead, after it could not arrive.
alter table deliveries add column redirected_to text;

-- A reply that waits, and how its conversation stood before and after it: to take it back.
create table sendings (
  workspace_id uuid not null,
  message_id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  before jsonb not null,
  after jsonb not null,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, message_id) references messages on delete cascade
);
call keep_apart('sendings');
