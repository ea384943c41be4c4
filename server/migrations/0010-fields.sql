-- What a company wants to know besides: fields of its own, on conversations and on customers.
create table fields (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  subject text not null check (subject in ('conversation', 'customer')),
  type text not null check (type in ('text', 'number', 'choice', 'date', 'checkbox', 'link', 'person')),
  label text not null,
  hint text not null default '',
  -- [{value, label}] of a choice, in order.
  options jsonb not null default '[]',
  required_on_resolve boolean not null default false check (not required_on_resolve or subject = 'conversation'),
  position integer not null default 0,
  removed_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index fields_by_label on fields (workspace_id, subject, lower(label)) where removed_at is null;
call keep_apart('fields');

-- One row per value, in the column of its type, so that each can be compared by an index (see the decision).
create table conversation_field_values (
  workspace_id uuid not null,
  conversation_id uuid not null,
  field_id uuid not null,
  text text check (length(text) <= 500),
  number double precision,
  day date,
  checked boolean,
  agent_id uuid,
  primary key (workspace_id, conversation_id, field_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, field_id) references fields on delete cascade,
  foreign key (workspace_id, agent_id) references agents,
  check (num_nonnulls(text, number, day, checked, agent_id) = 1)
);
create index conversation_field_values_by_text on conversation_field_values (workspace_id, field_id, text) where text is not null;
create index conversation_field_values_by_number on conversation_field_values (workspace_id, field_id, number) where number is not null;
create index conversation_field_values_by_day on conversation_field_values (workspace_id, field_id, day) where day is not null;
create index conversation_field_values_by_agent on conversation_field_values (workspace_id, field_id, agent_id) where agent_id is not null;
call keep_apart('conversation_field_values');

create table customer_field_values (
  workspace_id uuid not null,
  customer_id uuid not null,
  field_id uuid not null,
  text text check (length(text) <= 500),
  number double precision,
  day date,
  checked boolean,
  agent_id uuid,
  primary key (workspace_id, customer_id, field_id),
  foreign key (workspace_id, customer_id) references customers on delete cascade,
  foreign key (workspace_id, field_id) references fields on delete cascade,
  foreign key (workspace_id, agent_id) references agents,
  check (num_nonnulls(text, number, day, checked, agent_id) = 1)
);
create index customer_field_values_by_text on customer_field_values (workspace_id, field_id, text) where text is not null;
create index customer_field_values_by_number on customer_field_values (workspace_id, field_id, number) where number is not null;
create index customer_field_values_by_day on customer_field_values (workspace_id, field_id, day) where day is not null;
create index customer_field_values_by_agent on customer_field_values (workspace_id, field_id, agent_id) where agent_id is not null;
call keep_apart('customer_field_values');
