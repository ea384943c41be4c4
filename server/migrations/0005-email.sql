-- How an inbox is reached: apart from it, because only the mail side reads it. Passwords are sealed.
create table mailboxes (
  workspace_id uuid not null,
  inbox_id uuid not null,
  imap jsonb,
  imap_secret bytea,
  smtp jsonb,
  smtp_secret bytea,
  -- Folder states: { folder: { uidValidity, lastUid } }.
  imap_progress jsonb not null default '{}',
  receiving_trouble jsonb,
  sending_trouble jsonb,
  next_poll_at timestamptz,
  failures integer not null default 0,
  primary key (workspace_id, inbox_id),
  foreign key (workspace_id, inbox_id) references inboxes on delete cascade
);
create index mailboxes_to_poll on mailboxes (next_poll_at) where imap is not null;
call keep_apart('mailboxes');

-- The spool: each item that came in, and what became of it.
create table inbound_mails (
  workspace_id uuid not null,
  id uuid not null,
  inbox_id uuid not null,
  source text not null check (source in ('smtp', 'imap')),
  -- For IMAP folder/uidvalidity/uid: the same item fetched twice is one row.
  source_key text,
  file_id uuid not null,
  size bigint not null,
  envelope_from text not null,
  envelope_to text[] not null,
  remote_ip text not null default '',
  helo text not null default '',
  subject text not null default '',
  state text not null check (state in ('received', 'stored', 'quarantined', 'rejected')),
  reason text not null default '',
  conversation_id uuid,
  message_id uuid,
  received_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, inbox_id) references inboxes,
  foreign key (workspace_id, file_id) references files
);
create unique index inbound_mails_by_source on inbound_mails (workspace_id, inbox_id, source_key) where source_key is not null;
create index inbound_mails_newest on inbound_mails (workspace_id, received_at desc, id desc);
create index inbound_mails_by_state on inbound_mails (workspace_id, state, received_at desc, id desc);
call keep_apart('inbound_mails');

-- Signed reply addresses: a mail to one of these is proven to belong to its conversation and recipient.
create table reply_addresses (
  workspace_id uuid not null,
  token bytea not null,
  conversation_id uuid not null,
  customer_id uuid not null,
  revoked_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, token),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, customer_id) references customers
);
create index reply_addresses_of on reply_addresses (workspace_id, conversation_id, customer_id);
call keep_apart('reply_addresses');

-- The outbound ledger: one row a mail and address. `sending` with a lease that ran out is tried again.
create table deliveries (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  kind text not null check (kind in ('reply', 'acknowledgement', 'follow_up', 'account')),
  inbox_id uuid,
  conversation_id uuid,
  message_id uuid,
  -- What it is because of; the same cause to the same address is one mail.
  natural_key text not null,
  to_address text not null,
  subject text not null,
  -- Everything the mail is made of besides attachments: headers, text, html.
  content jsonb not null,
  internet_message_id text not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'delivered', 'bounced', 'deferred', 'failed', 'held', 'cancelled')),
  reason text not null default '',
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  give_up_at timestamptz not null,
  changed_at timestamptz not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, natural_key),
  foreign key (workspace_id, inbox_id) references inboxes,
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, message_id) references messages on delete cascade
);
create index deliveries_due on deliveries (next_attempt_at) where next_attempt_at is not null;
create index deliveries_of_message on deliveries (workspace_id, message_id) where message_id is not null;
create index deliveries_of_conversation on deliveries (workspace_id, conversation_id) where conversation_id is not null;
create index deliveries_newest on deliveries (workspace_id, created_at desc, id desc);
create index deliveries_by_state on deliveries (workspace_id, state, created_at desc, id desc);
create index deliveries_by_message_id on deliveries (workspace_id, internet_message_id);
create index deliveries_to on deliveries (workspace_id, lower(to_address), created_at desc);
call keep_apart('deliveries');
