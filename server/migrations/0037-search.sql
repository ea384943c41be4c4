-- What is found by which words. The words themselves stay where they are; only their forms stand here:
-- weight A those of the subject, B of the author, C of the recipients, D of the text and of files' names.
create table search_texts (
  workspace_id uuid not null references workspaces,
  -- The id of what is found: a message, an attachment, a customer.
  id uuid not null,
  kind text not null check (kind in ('message', 'attachment', 'customer')),
  conversation_id uuid,
  customer_id uuid,
  -- A customer's name and addresses in small plain letters, to find them in spite of a slip.
  name text,
  words tsvector not null,
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations on delete cascade,
  foreign key (workspace_id, customer_id) references customers on delete cascade,
  check ((kind = 'customer') = (customer_id is not null)),
  check ((kind = 'customer') = (conversation_id is null)),
  check ((kind = 'customer') = (name is not null))
);
create index search_texts_newest on search_texts (workspace_id, kind, at desc, id desc);
create index search_texts_of_conversation on search_texts (workspace_id, conversation_id) where conversation_id is not null;
create index search_texts_of_customer on search_texts (workspace_id, customer_id) where customer_id is not null;
create index search_messages_by_word on search_texts using gin (workspace_id, words) where kind = 'message';
create index search_attachments_by_word on search_texts using gin (workspace_id, words) where kind = 'attachment';
create index search_customers_by_word on search_texts using gin (workspace_id, words) where kind = 'customer';
create index search_customers_by_name on search_texts using gin (workspace_id, name gin_trgm_ops) where kind = 'customer';
call keep_apart('search_texts');

-- How far a workspace's older things are taken in; without a row there is nothing older to take in.
create table search_fillings (
  workspace_id uuid not null references workspaces,
  id text not null check (id in ('messages', 'customers')),
  after_id uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (workspace_id, id)
);
call keep_apart('search_fillings');
insert into search_fillings (workspace_id, id) select w.id, k from workspaces w, unnest(array['messages', 'customers']) k;

-- Behind row-level security no index over words can be used, because their operators are not marked leakproof. These three
-- run as the owner of the table and ask for the workspace of the transaction themselves: they find ids, never words.
create function search_workspace() returns uuid language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_workspace() is null then raise exception 'a search needs a workspace'; end if;
  return current_workspace();
end $$;

-- Looks through the newest rows one by one, for words that are in many.
create function search_newest(wanted text, query text, since timestamptz, before_at timestamptz, before_id uuid, far integer, most integer)
returns table (id uuid, conversation_id uuid, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query execute format(
    'select t.id, t.conversation_id, t.at from (
       select s.id, s.conversation_id, s.at, s.words from search_texts s
       where s.workspace_id = $1 and s.kind = %L and s.at >= $2 and (s.at, s.id) < ($3, $4)
       order by s.at desc, s.id desc limit $5) t
     where t.words @@ $6 order by t.at desc, t.id desc limit $7', wanted)
  using search_workspace(), since, before_at, before_id, far, query::tsquery, most;
end $$;

-- Asks the index over words, for words that are in few.
create function search_anywhere(wanted text, query text, since timestamptz, before_at timestamptz, before_id uuid, most integer)
returns table (id uuid, conversation_id uuid, at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
set enable_indexscan = off set enable_seqscan = off set max_parallel_workers_per_gather = 0 as $$
begin
  return query execute format(
    'select s.id, s.conversation_id, s.at from search_texts s
     where s.workspace_id = $1 and s.kind = %L and s.words @@ $5 and s.at >= $2 and (s.at, s.id) < ($3, $4)
     order by s.at desc, s.id desc limit $6', wanted)
  using search_workspace(), since, before_at, before_id, query::tsquery, most;
end $$;

-- Customers whose name or address sounds like what was typed, the nearest first.
create function search_alike(typed text, nearest real, most integer)
returns table (id uuid, nearness real)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
set enable_indexscan = off set enable_seqscan = off set max_parallel_workers_per_gather = 0 as $$
begin
  perform set_config('pg_trgm.word_similarity_threshold', nearest::text, true);
  return query execute
    'select s.id, word_similarity($2, s.name) from search_texts s
     where s.workspace_id = $1 and s.kind = ''customer'' and s.name %> $2
     order by word_similarity($2, s.name) desc, s.id limit $3'
  using search_workspace(), typed, most;
end $$;

revoke all on function search_newest, search_anywhere, search_alike from public;
grant execute on function search_newest, search_anywhere, search_alike to baton_app;
