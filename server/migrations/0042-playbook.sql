-- A topic (and those below it) that says: this is a complaint.
alter table topics add column complaint boolean not null default false;

-- The sentence of a sent reply in which we apologised: found by its words, confirmed by a person.
create table apologies (
  workspace_id uuid not null references workspaces,
  conversation_id uuid not null,
  message_id uuid not null,
  sentence text not null,
  confirmed_by uuid,
  confirmed_at timestamptz not null,
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, message_id) references messages on delete cascade,
  foreign key (workspace_id, confirmed_by) references agents
);
create index apologies_of_message on apologies (workspace_id, message_id);
call keep_apart('apologies');

-- What of the log ticks a step, for one conversation after the other.
create index events_for_playbook on events (workspace_id, conversation_id, name, at)
  where name in ('conversation.resolved', 'conversation.assigned', 'conversation.classified', 'follow_up.sent');
