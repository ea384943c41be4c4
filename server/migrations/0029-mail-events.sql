-- What a provider tells about mail that we sent by it comes by the same kind of address as mail that it hands over.
alter table inbound_hooks
  add column purpose text not null default 'mail' check (purpose in ('mail', 'events'));

-- The id by which the provider knows a mail, from its answer when it took it.
alter table deliveries add column provider_id text;
create index deliveries_by_provider_id on deliveries (workspace_id, provider_id) where provider_id is not null;

-- Everything a provider told, each once; without a delivery it is about mail that was not sent from here.
create table mail_events (
  workspace_id uuid not null,
  id uuid not null,
  hook_id uuid not null,
  event_key text not null,
  kind text not null check (kind in ('delivered', 'bounced', 'deferred', 'complained')),
  address text not null,
  -- Of what bounced: the address itself is gone.
  permanent boolean not null default false,
  detail text not null,
  -- What it names the mail by: our Message-ID, our delivery's id, or the provider's own.
  about text not null default '',
  delivery_id uuid,
  at timestamptz not null,
  received_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, hook_id, event_key),
  foreign key (workspace_id, hook_id) references inbound_hooks on delete cascade,
  foreign key (workspace_id, delivery_id) references deliveries on delete cascade
);
create index mail_events_newest on mail_events (workspace_id, received_at desc, id desc);
create index mail_events_of_nobody on mail_events (workspace_id, received_at desc, id desc) where delivery_id is null;
create index mail_events_too_early on mail_events (workspace_id, about) where delivery_id is null;
create index mail_events_of_delivery on mail_events (workspace_id, delivery_id) where delivery_id is not null;
call keep_apart('mail_events');
