-- Each figure of the board, and the rows behind it newest first, read one of these; what they are computed from lies in the index.
create index conversations_first_replied on conversations (workspace_id, first_replied_at desc, id desc)
  include (created_at) where first_replied_at is not null;

drop index promises_settled;
create index promises_settled on promises (workspace_id, settled_at desc, id desc)
  include (conversation_id, outcome) where outcome in ('kept', 'broken');
