-- Replies that leave at a time somebody chose. Until then there is no message, and nothing of the conversation has changed.
create table later_replies (
  workspace_id uuid not null,
  -- The message has the same id when it has left.
  id uuid not null,
  conversation_id uuid not null,
  -- Where it was written: a merge takes it along, and taking the merge back returns it.
  home_id uuid not null,
  actor_kind text not null,
  actor_id uuid not null,
  body jsonb not null,
  leaves_at timestamptz not null,
  made_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, home_id) references conversations on delete cascade
);
create index later_replies_due on later_replies (leaves_at);
create index later_replies_of_conversation on later_replies (workspace_id, conversation_id);
create index later_replies_of_home on later_replies (workspace_id, home_id);
create index later_replies_of_actor on later_replies (workspace_id, actor_id);
call keep_apart('later_replies');

create table later_reply_files (
  workspace_id uuid not null,
  reply_id uuid not null,
  file_id uuid not null,
  primary key (workspace_id, reply_id, file_id),
  foreign key (workspace_id, reply_id) references later_replies on delete cascade,
  foreign key (workspace_id, file_id) references files
);
create index later_reply_files_by_file on later_reply_files (workspace_id, file_id);
call keep_apart('later_reply_files');
