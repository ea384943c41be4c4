-- How mail of an inbox looks, by language; '' is for every language without one of its own. Texts are Liquid.
create table mail_layouts (
  workspace_id uuid not null,
  inbox_id uuid not null,
  language text not null check (language = lower(language)),
  header text not null default '',
  -- An image that stands above the header.
  logo_file_id uuid,
  -- Null: the inbox's own signature.
  signature text,
  footer text not null default '',
  colour text not null default 'none',
  changed_at timestamptz not null,
  primary key (workspace_id, inbox_id, language),
  foreign key (workspace_id, inbox_id) references inboxes on delete cascade,
  foreign key (workspace_id, logo_file_id) references files
);
call keep_apart('mail_layouts');

-- Limits of an inbox's outgoing mail; an inbox without a row has the usual ones.
create table sending_limits (
  workspace_id uuid not null,
  inbox_id uuid not null,
  -- A mail larger than this takes its largest files along as links.
  largest_bytes bigint not null check (largest_bytes between 1000000 and 50000000),
  link_days integer not null check (link_days between 1 and 365),
  -- Mails that no person wrote, to one address.
  automatic_per_hour integer not null check (automatic_per_hour between 1 and 100),
  primary key (workspace_id, inbox_id),
  foreign key (workspace_id, inbox_id) references inboxes on delete cascade
);
call keep_apart('sending_limits');

-- server: there is none to send by; pace: too much automatic mail to one address. Only the first goes by itself later.
alter table deliveries add column held_for text check (held_for in ('server', 'pace'));
update deliveries set held_for = 'server' where state = 'held';

-- RSA is read everywhere; Ed25519 (RFC 8463) is short and signs beside it.
alter table dkim_keys
  add column algorithm text not null default 'rsa' check (algorithm in ('rsa', 'ed25519'));
