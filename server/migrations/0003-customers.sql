create table customers (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null,
  note text not null default '',
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create index customers_by_name on customers (workspace_id, lower(name) collate "C", id);
call keep_apart('customers');

create table identities (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('email', 'phone', 'handle', 'external')),
  value text not null,
  verified boolean not null default false,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers
);
create unique index identities_by_value on identities (workspace_id, kind, (lower(value)) collate "C");
create index identities_by_customer on identities (workspace_id, customer_id, created_at);
call keep_apart('identities');

create table orders (
  workspace_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  number text not null,
  status text not null check (status in ('placed', 'paid', 'shipped', 'delivered', 'cancelled', 'refunded')),
  currency char(3) not null,
  total_minor bigint not null check (total_minor >= 0),
  lines jsonb not null,
  placed_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, customer_id) references customers
);
create index orders_of_customer on orders (workspace_id, customer_id, placed_at desc, id desc);
call keep_apart('orders');
