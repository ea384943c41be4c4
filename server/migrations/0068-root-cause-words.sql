-- What conversations teach about root causes, as 0011 keeps it of topics: a cause shows in everything that was written.
alter table root_causes add column learned integer not null default 0 check (learned >= 0);

create table root_cause_words (
  workspace_id uuid not null,
  root_cause_id uuid not null,
  word text not null,
  conversations integer not null check (conversations >= 0),
  primary key (workspace_id, word, root_cause_id),
  foreign key (workspace_id, root_cause_id) references root_causes on delete cascade
);
create index root_cause_words_of_cause on root_cause_words (workspace_id, root_cause_id);
call keep_apart('root_cause_words');

create table root_cause_lessons (
  workspace_id uuid not null,
  conversation_id uuid not null,
  root_cause_id uuid not null,
  words text[] not null,
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, root_cause_id) references root_causes on delete cascade
);
create index root_cause_lessons_of_cause on root_cause_lessons (workspace_id, root_cause_id);
call keep_apart('root_cause_lessons');

-- What the newest 5,000 conversations with a root cause can teach is learned after the upgrade, in the background.
do $$ begin
  if to_regnamespace('graphile_worker') is null then return; end if;
  perform graphile_worker.add_job(
    'conversations.learn_root_cause',
    json_build_object('workspaceId', classified.workspace_id, 'eventId', classified.id),
    max_attempts := 8
  ) from (
    select c.workspace_id, e.id from (
      select workspace_id, id from conversations where root_cause_id is not null order by created_at desc limit 5000
    ) c cross join lateral (
      select id from events where workspace_id = c.workspace_id and conversation_id = c.id
        and name = 'conversation.classified' order by at desc, id desc limit 1
    ) e
  ) classified;
end $$;
