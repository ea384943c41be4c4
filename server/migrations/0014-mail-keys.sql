-- Keys that sign outgoing mail (DKIM, RFC 6376), one or more a domain: a new one is used once DNS shows it.
create table dkim_keys (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  domain text not null check (domain = lower(domain)),
  selector text not null,
  public_key text not null,
  -- Sealed.
  private_key bytea not null,
  -- When DNS showed the record; null: not yet, or not any more.
  seen_at timestamptz,
  checked_at timestamptz,
  -- What the last look found wrong, in words for people.
  trouble text not null default '',
  next_check_at timestamptz not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, domain, selector)
);
create index dkim_keys_to_check on dkim_keys (next_check_at);
call keep_apart('dkim_keys');

-- What a provider lets an inbox do in its owner's name (OAuth 2, RFC 6749). Tokens and client secret are sealed.
create table mail_grants (
  workspace_id uuid not null,
  inbox_id uuid not null,
  provider text not null check (provider in ('microsoft', 'google', 'other')),
  authorize_url text not null,
  token_url text not null,
  scope text not null,
  client_id text not null,
  client_secret bytea,
  mailbox text not null,
  -- Servers the access token may be shown to.
  hosts text[] not null,
  access_token bytea,
  refresh_token bytea,
  -- When the access token runs out.
  expires_at timestamptz,
  -- Why the grant no longer holds, in words for people; '' while it does.
  trouble text not null default '',
  granted_at timestamptz,
  primary key (workspace_id, inbox_id),
  foreign key (workspace_id, inbox_id) references inboxes on delete cascade
);
call keep_apart('mail_grants');

-- Somebody was sent to a provider and has not come back yet. Used once, by the one who was sent.
create table mail_grant_asks (
  workspace_id uuid not null,
  state_hash bytea not null,
  inbox_id uuid not null,
  agent_id uuid not null,
  -- PKCE (RFC 7636), sealed.
  verifier bytea not null,
  expires_at timestamptz not null,
  primary key (workspace_id, state_hash),
  foreign key (workspace_id, inbox_id) references mail_grants on delete cascade,
  foreign key (workspace_id, agent_id) references agents
);
create unique index mail_grant_asks_by_state on mail_grant_asks (state_hash);
call keep_apart('mail_grant_asks');
