-- One follow-up a conversation, ever: its primary key says so.
create table follow_ups (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  customer_id uuid not null,
  holder_id uuid,
  due_at timestamptz not null,
  state text not null check (state in ('scheduled', 'sent', 'answered', 'cancelled')),
  sent_at timestamptz,
  rating smallint check (rating between 1 and 5),
  comment text not null default '',
  answered_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, customer_id) references customers,
  foreign key (workspace_id, holder_id) references agents
);
create index follow_ups_due on follow_ups (due_at) where state = 'scheduled';
create index follow_ups_answered on follow_ups (workspace_id, answered_at desc, id desc) where answered_at is not null;
call keep_apart('follow_ups');
