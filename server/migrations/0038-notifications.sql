-- What somebody is told. One row per person and event: nobody is told twice of one thing.
create table notifications (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  event_id uuid not null,
  kind text not null,
  conversation_id uuid,
  actor_kind text not null,
  actor_id uuid,
  -- Ids and facts of the event, never the words of a message.
  data jsonb not null default '{}',
  -- Shown in the app; without it the row is there only for push or mail.
  in_app boolean not null,
  at timestamptz not null,
  -- A browser with the focus showed it as it came: then no push follows.
  seen_at timestamptz,
  read_at timestamptz,
  -- What it told of is over, without the person having done anything here.
  done_at timestamptz,
  push_due_at timestamptz,
  push_tries integer not null default 0,
  mail_due_at timestamptz,
  -- True when it waits for a digest, false when it goes in a mail at once.
  mail_digest boolean not null default false,
  primary key (workspace_id, id),
  unique (workspace_id, agent_id, event_id),
  foreign key (workspace_id, agent_id) references agents on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations on delete cascade
);
create index notifications_of_agent on notifications (workspace_id, agent_id, at desc, id desc) where in_app;
create index notifications_unread on notifications (workspace_id, agent_id, at desc, id desc)
  where read_at is null and done_at is null;
create index notifications_of_conversation on notifications (workspace_id, conversation_id)
  where read_at is null and done_at is null;
-- What the clock looks for, over all workspaces.
create index notifications_to_push on notifications (push_due_at) where push_due_at is not null;
create index notifications_to_mail on notifications (mail_due_at) where mail_due_at is not null;
create index notifications_by_age on notifications (at);
call keep_apart('notifications');

-- How somebody wants to be told; without a row as the workspace has it.
create table notification_settings (
  workspace_id uuid not null,
  agent_id uuid not null,
  settings jsonb not null,
  primary key (workspace_id, agent_id),
  foreign key (workspace_id, agent_id) references agents on delete cascade
);
call keep_apart('notification_settings');

create table notification_defaults (
  workspace_id uuid not null references workspaces primary key,
  settings jsonb not null
);
call keep_apart('notification_defaults');

-- Digests that were sent: one per person and period.
create table notification_digests (
  workspace_id uuid not null,
  agent_id uuid not null,
  period timestamptz not null,
  primary key (workspace_id, agent_id, period),
  foreign key (workspace_id, agent_id) references agents on delete cascade
);
call keep_apart('notification_digests');
