-- Why customers write (a tree), why it had to happen, and finer words for the four states.
create table topics (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  parent_id uuid,
  name text not null,
  position integer not null default 0,
  -- Conversations that taught which words belong to it.
  learned integer not null default 0 check (learned >= 0),
  removed_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references topics,
  check (parent_id <> id)
);
create unique index topics_by_name on topics (workspace_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name)) where removed_at is null;
create index topics_of_parent on topics (workspace_id, parent_id);
call keep_apart('topics');

create table root_causes (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null,
  -- Offered for this topic and those below it; without one, for all.
  topic_id uuid,
  removed_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, topic_id) references topics
);
create unique index root_causes_by_name on root_causes (workspace_id, lower(name)) where removed_at is null;
call keep_apart('root_causes');

create table statuses (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  state text not null check (state in ('open', 'waiting', 'on_hold', 'resolved')),
  name text not null,
  position integer not null default 0,
  removed_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  -- A conversation's status points here with its state, so the two can never say different things.
  unique (workspace_id, id, state)
);
create unique index statuses_by_name on statuses (workspace_id, lower(name)) where removed_at is null;
call keep_apart('statuses');

-- Topics a field is asked for (and those below them); a field without any is asked for always.
create table field_topics (
  workspace_id uuid not null,
  field_id uuid not null,
  topic_id uuid not null,
  primary key (workspace_id, field_id, topic_id),
  foreign key (workspace_id, field_id) references fields on delete cascade,
  foreign key (workspace_id, topic_id) references topics on delete cascade
);
create index field_topics_by_topic on field_topics (workspace_id, topic_id);
call keep_apart('field_topics');

alter table conversations
  add column topic_id uuid,
  add column root_cause_id uuid,
  add column status_id uuid,
  add foreign key (workspace_id, topic_id) references topics,
  add foreign key (workspace_id, root_cause_id) references root_causes,
  add foreign key (workspace_id, status_id, state) references statuses (workspace_id, id, state);
create index conversations_of_topic on conversations (workspace_id, topic_id, created_at desc) where topic_id is not null;

-- A finer status belongs to one state: whoever changes the state takes it away, unless they give another.
create function drop_status() returns trigger language plpgsql as $$
begin
  new.status_id := null;
  return new;
end $$;
create trigger status_goes_with_state before update of state on conversations for each row
  when (new.state <> old.state and new.status_id is not null and new.status_id = old.status_id)
  execute function drop_status();

-- In how many conversations of a topic a word stood; what each one taught is kept, so that it can be unlearned.
create table topic_words (
  workspace_id uuid not null,
  topic_id uuid not null,
  word text not null,
  conversations integer not null check (conversations >= 0),
  primary key (workspace_id, word, topic_id),
  foreign key (workspace_id, topic_id) references topics on delete cascade
);
create index topic_words_of_topic on topic_words (workspace_id, topic_id);
call keep_apart('topic_words');

create table topic_lessons (
  workspace_id uuid not null,
  conversation_id uuid not null,
  topic_id uuid not null,
  words text[] not null,
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, topic_id) references topics on delete cascade
);
create index topic_lessons_of_topic on topic_lessons (workspace_id, topic_id);
call keep_apart('topic_lessons');
