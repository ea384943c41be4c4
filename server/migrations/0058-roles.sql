-- Roles that a workspace makes itself: a built-in role with permissions given besides and taken away. Nobody's rights change by this.
create table roles (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null check (name <> ''),
  -- Never the owner's: an owner may everything, so that the last one cannot lock the house.
  base text not null check (base in ('collaborator', 'agent', 'lead', 'admin')),
  gives text[] not null default '{}',
  takes text[] not null default '{}',
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, id, base),
  check (not gives && takes)
);
create unique index roles_by_name on roles (workspace_id, lower(name));
call keep_apart('roles');

-- Somebody's own role besides the built-in one; that one is always the base of it.
alter table agents add column role_id uuid;
alter table agents add foreign key (workspace_id, role_id, role) references roles (workspace_id, id, base);
create index agents_of_role on agents (workspace_id, role_id) where role_id is not null;
