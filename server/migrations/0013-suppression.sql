-- Addresses that get no mail, each with its reason. A lifted one stays: it says who let mail go again, and why.
create table suppressions (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  address text collate "C" not null check (address = lower(address)),
  cause text not null check (cause in ('hard_bounce', 'complaint', 'agent')),
  reason text not null,
  -- The mail that came back or was complained about. Without a foreign key: it outlives its conversation.
  delivery_id uuid,
  agent_id uuid,
  -- Mail came from the address after it was suppressed: somebody waits for our answer there.
  wrote_since timestamptz,
  created_at timestamptz not null,
  lifted_at timestamptz,
  lifted_by uuid,
  lifted_why text,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agents,
  foreign key (workspace_id, lifted_by) references agents,
  check ((lifted_at is null) = (lifted_why is null))
);
create unique index suppressions_live on suppressions (workspace_id, address, cause) where lifted_at is null;
create index suppressions_newest on suppressions (workspace_id, created_at desc, id desc) where lifted_at is null;
call keep_apart('suppressions');

-- What a person has agreed to or declined, by address; no row: never asked.
create table consents (
  workspace_id uuid not null references workspaces,
  address text collate "C" not null check (address = lower(address)),
  purpose text not null check (purpose in ('survey', 'marketing')),
  granted boolean not null,
  source text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, address, purpose)
);
call keep_apart('consents');

