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

-- What somebody wants to be told of a conversation, at a time of their own.
create table reminders (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  text text not null,
  due_at timestamptz not null,
  fired_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, agent_id) references agents
);
create index reminders_of_agent on reminders (workspace_id, agent_id, due_at, id);
create index reminders_of_conversation on reminders (workspace_id, conversation_id);
create index reminders_to_fire on reminders (due_at) where fired_at is null;
call keep_apart('reminders');
