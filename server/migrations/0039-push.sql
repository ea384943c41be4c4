-- The key pair with which a workspace proves to push services who it is (VAPID, RFC 8292). The private one is sealed.
create table push_keys (
  workspace_id uuid not null references workspaces primary key,
  public_key text not null,
  private_key bytea not null,
  made_at timestamptz not null
);
call keep_apart('push_keys');

-- Browsers that may be told when no tab is open. Signing out ends it with the session.
create table push_devices (
  workspace_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  session_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  user_agent text not null,
  created_at timestamptz not null,
  told_at timestamptz,
  -- Why the last try failed; empty when it arrived.
  trouble text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agents on delete cascade,
  foreign key (workspace_id, session_id) references sessions on delete cascade
);
create unique index push_devices_by_endpoint on push_devices (workspace_id, endpoint);
create index push_devices_of_agent on push_devices (workspace_id, agent_id, created_at);
create index push_devices_of_session on push_devices (workspace_id, session_id);
call keep_apart('push_devices');

-- Which device was told what: nothing twice.
create table push_sends (
  workspace_id uuid not null,
  notification_id uuid not null,
  device_id uuid not null,
  at timestamptz not null,
  primary key (workspace_id, notification_id, device_id),
  foreign key (workspace_id, notification_id) references notifications on delete cascade,
  foreign key (workspace_id, device_id) references push_devices on delete cascade
);
create index push_sends_by_device on push_sends (workspace_id, device_id);
call keep_apart('push_sends');
