-- Addresses where a mail provider hands over the mail of an inbox by HTTP.
create table inbound_hooks (
  workspace_id uuid not null,
  id uuid not null,
  inbox_id uuid not null,
  provider text not null check (provider in ('postmark', 'sendgrid', 'mailgun', 'ses')),
  token_hash bytea not null,
  -- Sealed: Mailgun's signing key, SendGrid's verification key.
  signing_key bytea,
  -- SES: the topic it was confirmed for; others are refused.
  topic text,
  last_mail_at timestamptz,
  last_refused_at timestamptz,
  -- Why, in words for people.
  last_refusal text not null default '',
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, inbox_id) references inboxes on delete cascade
);
create unique index inbound_hooks_by_id on inbound_hooks (id);
call keep_apart('inbound_hooks');

alter table inbound_mails drop constraint inbound_mails_source_check;
alter table inbound_mails add constraint inbound_mails_source_check check (source in ('smtp', 'lmtp', 'imap', 'hook'));
