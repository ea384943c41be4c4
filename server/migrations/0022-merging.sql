-- Conversations that turned out to be one problem: the source keeps its row and number, its messages go to the target.
alter table conversations
  add column merged_into_id uuid,
  add foreign key (workspace_id, merged_into_id) references conversations,
  add constraint merged_is_resolved check (merged_into_id is null or (state = 'resolved' and merged_into_id <> id));
create index conversations_merged on conversations (workspace_id, merged_into_id) where merged_into_id is not null;

-- Where what was merged is now, however often it moved on; a conversation that was not is where it is.
create function where_it_went(workspace uuid, conversation uuid) returns uuid language sql stable as $$
  with recursive way as (
    select id, merged_into_id, 1 as steps from conversations where workspace_id = workspace and id = conversation
    union all
    select c.id, c.merged_into_id, w.steps + 1 from conversations c join way w on c.id = w.merged_into_id
      where c.workspace_id = workspace and w.steps < 50
  )
  select id from way order by steps desc limit 1
$$;

create table merges (
  workspace_id uuid not null,
  id uuid not null,
  target_id uuid not null,
  source_id uuid not null,
  -- How the source stood, and what the target gained with it: to take it back.
  before jsonb not null,
  made_by uuid,
  made_at timestamptz not null,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, target_id) references conversations on delete cascade,
  foreign key (workspace_id, source_id) references conversations on delete cascade,
  foreign key (workspace_id, made_by) references agents
);
create unique index merges_one_live on merges (workspace_id, source_id) where undone_at is null;
create index merges_of_target on merges (workspace_id, target_id);
call keep_apart('merges');

create table merged_messages (
  workspace_id uuid not null,
  merge_id uuid not null,
  message_id uuid not null,
  primary key (workspace_id, merge_id, message_id),
  foreign key (workspace_id, merge_id) references merges on delete cascade,
  foreign key (workspace_id, message_id) references messages on delete cascade
);
create index merged_messages_by_message on merged_messages (workspace_id, message_id);
call keep_apart('merged_messages');

-- parent: `linked` stands above; duplicate: it is the same problem as `linked`, which stays; related: neither.
create table links (
  workspace_id uuid not null,
  conversation_id uuid not null,
  linked_id uuid not null,
  kind text not null check (kind in ('parent', 'duplicate', 'related')),
  made_by uuid,
  made_at timestamptz not null,
  primary key (workspace_id, conversation_id, linked_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, linked_id) references conversations on delete cascade,
  foreign key (workspace_id, made_by) references agents,
  check (conversation_id <> linked_id)
);
create unique index links_one_per_pair on links (workspace_id, least(conversation_id, linked_id), greatest(conversation_id, linked_id));
create unique index links_one_parent on links (workspace_id, conversation_id) where kind = 'parent';
create index links_back on links (workspace_id, linked_id);
call keep_apart('links');

create table followers (
  workspace_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  since timestamptz not null,
  primary key (workspace_id, conversation_id, agent_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, agent_id) references agents
);
create index followers_by_agent on followers (workspace_id, agent_id);
call keep_apart('followers');
