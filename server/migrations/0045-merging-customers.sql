-- Customers who turned out to be one person: the source keeps its row, its name and fields; whatever names it goes to the target.
alter table customers
  add column merged_into_id uuid,
  add foreign key (workspace_id, merged_into_id) references customers on delete set null (merged_into_id),
  add constraint merged_into_another check (merged_into_id <> id);
create index customers_merged on customers (workspace_id, merged_into_id) where merged_into_id is not null;

alter table identities
  -- Lower comes first: mail goes to the first address.
  add column rank integer not null default 0,
  -- The same mailbox or number, however it is written: a tag behind + and what stands between digits say nothing.
  add column alike text generated always as (case kind
    when 'email' then lower(split_part(split_part(value, '@', 1), '+', 1) || '@' || split_part(value, '@', 2))
    when 'phone' then nullif(right(regexp_replace(value, '\D', '', 'g'), 9), '')
    else lower(value) end) stored,
  add column local_part text generated always as (case kind
    when 'email' then lower(split_part(split_part(value, '@', 1), '+', 1)) end) stored;
create index identities_alike on identities (workspace_id, kind, alike);
create index identities_by_local_part on identities (workspace_id, local_part) where local_part is not null;

create index messages_of_author on messages (workspace_id, author_customer_id) where author_customer_id is not null;

create table customer_merges (
  workspace_id uuid not null,
  id uuid not null,
  target_id uuid not null,
  source_id uuid not null,
  -- How the target stood and what it gained: to take it back.
  before jsonb not null,
  made_by uuid,
  made_at timestamptz not null,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, target_id) references customers on delete cascade,
  foreign key (workspace_id, source_id) references customers on delete cascade,
  foreign key (workspace_id, made_by) references agents,
  check (target_id <> source_id)
);
create unique index customer_merges_one_live on customer_merges (workspace_id, source_id) where undone_at is null;
create index customer_merges_of_target on customer_merges (workspace_id, target_id);
call keep_apart('customer_merges');

create table customer_merge_rows (
  workspace_id uuid not null,
  merge_id uuid not null,
  what text not null,
  key text not null,
  primary key (workspace_id, merge_id, what, key),
  foreign key (workspace_id, merge_id) references customer_merges on delete cascade
);
call keep_apart('customer_merge_rows');

-- Whatever is written about a merged customer meanwhile arrives at the one who stays. Sharing the row makes a merge wait for it.
create function customer_who_stays(workspace uuid, customer uuid) returns uuid language plpgsql as $$
declare
  next_id uuid;
begin
  for step in 1..50 loop
    select merged_into_id into next_id from customers where workspace_id = workspace and id = customer for key share;
    exit when next_id is null;
    customer := next_id;
  end loop;
  return customer;
end $$;

create function goes_to_who_stays() returns trigger language plpgsql as $$
begin
  new.customer_id := customer_who_stays(new.workspace_id, new.customer_id);
  return new;
end $$;
create function author_who_stays() returns trigger language plpgsql as $$
begin
  new.author_customer_id := customer_who_stays(new.workspace_id, new.author_customer_id);
  return new;
end $$;
create trigger goes_to_who_stays before insert or update of customer_id on identities for each row execute function goes_to_who_stays();
create trigger goes_to_who_stays before insert or update of customer_id on orders for each row execute function goes_to_who_stays();
create trigger goes_to_who_stays before insert or update of customer_id on conversations for each row execute function goes_to_who_stays();
create trigger goes_to_who_stays before insert or update of customer_id on participants for each row execute function goes_to_who_stays();
create trigger goes_to_who_stays before insert or update of customer_id on tracker_links for each row execute function goes_to_who_stays();
create trigger goes_to_who_stays before insert or update of customer_id on follow_ups for each row execute function goes_to_who_stays();
create trigger goes_to_who_stays before insert or update of customer_id on reply_addresses
  for each row when (new.customer_id is not null) execute function goes_to_who_stays();
create trigger author_who_stays before insert or update of author_customer_id on messages
  for each row when (new.author_customer_id is not null) execute function author_who_stays();

-- Everything that names the one names the other from now on, and is noted, so that it can return.
create function move_customer(workspace uuid, merge uuid, source uuid, target uuid) returns void language plpgsql as $$
begin
  with moved as (update identities set customer_id = target,
      rank = 1 + (select coalesce(max(i.rank), 0) from identities i where i.workspace_id = workspace and i.customer_id = target)
      where workspace_id = workspace and customer_id = source returning id)
    insert into customer_merge_rows select workspace, merge, 'identity', id::text from moved;
  with moved as (update orders set customer_id = target where workspace_id = workspace and customer_id = source returning id)
    insert into customer_merge_rows select workspace, merge, 'order', id::text from moved;
  with moved as (update conversations set customer_id = target where workspace_id = workspace and customer_id = source returning id)
    insert into customer_merge_rows select workspace, merge, 'conversation', id::text from moved;
  with moved as (update messages set author_customer_id = target where workspace_id = workspace and author_customer_id = source returning id)
    insert into customer_merge_rows select workspace, merge, 'message', id::text from moved;
  with moved as (update tracker_links set customer_id = target where workspace_id = workspace and customer_id = source returning id)
    insert into customer_merge_rows select workspace, merge, 'tracker_link', id::text from moved;
  with moved as (update follow_ups set customer_id = target where workspace_id = workspace and customer_id = source returning id)
    insert into customer_merge_rows select workspace, merge, 'follow_up', id::text from moved;
  with moved as (update reply_addresses set customer_id = target where workspace_id = workspace and customer_id = source returning token)
    insert into customer_merge_rows select workspace, merge, 'reply_address', encode(token, 'hex') from moved;
  -- Where both read, one reader remains: the requester if either was. What is noted says how the source read, and whether the target did not.
  insert into customer_merge_rows
    select workspace, merge, 'reader_' || p.role || case when t.role is null then '' else '_with_' || t.role end, p.conversation_id::text
    from participants p left join participants t
      on t.workspace_id = p.workspace_id and t.conversation_id = p.conversation_id and t.customer_id = target
    where p.workspace_id = workspace and p.customer_id = source;
  update participants t set role = 'requester' from participants p
    where t.workspace_id = workspace and t.customer_id = target and p.workspace_id = workspace and p.customer_id = source
      and p.conversation_id = t.conversation_id and p.role = 'requester';
  delete from participants p where p.workspace_id = workspace and p.customer_id = source and exists (
    select from participants t where t.workspace_id = workspace and t.customer_id = target and t.conversation_id = p.conversation_id);
  update participants set customer_id = target where workspace_id = workspace and customer_id = source;
end $$;

-- The way back: what came with the merge and is still there, and what came since from an address that returns.
create function return_customer(workspace uuid, merge uuid, source uuid, target uuid, since timestamptz) returns void language plpgsql as $$
begin
  update identities set customer_id = source, rank = 0 from customer_merge_rows r
    where r.workspace_id = workspace and r.merge_id = merge and r.what = 'identity'
      and identities.workspace_id = workspace and identities.id = r.key::uuid and identities.customer_id = target;
  update messages m set author_customer_id = source
    where m.workspace_id = workspace and m.author_customer_id = target and (
      m.id in (select r.key::uuid from customer_merge_rows r where r.workspace_id = workspace and r.merge_id = merge and r.what = 'message')
      or (m.at >= since and exists (select from identities i where i.workspace_id = workspace and i.customer_id = source
        and i.kind = 'email' and lower(i.value) = lower(m.author_address))));
  -- A conversation begun since belongs to whoever wrote its first words.
  insert into customer_merge_rows select workspace, merge, 'conversation', c.id::text from conversations c
    where c.workspace_id = workspace and c.customer_id = target and c.created_at >= since and source = (
      select m.author_customer_id from messages m where m.workspace_id = workspace and m.conversation_id = c.id and m.direction = 'in'
      order by m.at, m.id limit 1)
    on conflict do nothing;
  update conversations set customer_id = source from customer_merge_rows r
    where r.workspace_id = workspace and r.merge_id = merge and r.what = 'conversation'
      and conversations.workspace_id = workspace and conversations.id = r.key::uuid and conversations.customer_id = target;
  update orders set customer_id = source from customer_merge_rows r
    where r.workspace_id = workspace and r.merge_id = merge and r.what = 'order'
      and orders.workspace_id = workspace and orders.id = r.key::uuid and orders.customer_id = target;
  update tracker_links l set customer_id = source where l.workspace_id = workspace and l.customer_id = target and (
    l.id in (select r.key::uuid from customer_merge_rows r where r.workspace_id = workspace and r.merge_id = merge and r.what = 'tracker_link')
    or (l.created_at >= since and exists (select from conversations c where c.workspace_id = workspace and c.id = l.conversation_id and c.customer_id = source)));
  update follow_ups f set customer_id = source where f.workspace_id = workspace and f.customer_id = target and exists (
    select from conversations c where c.workspace_id = workspace and c.id = f.conversation_id and c.customer_id = source);
  update reply_addresses a set customer_id = source where a.workspace_id = workspace and a.customer_id = target and (
    encode(a.token, 'hex') in (select r.key from customer_merge_rows r where r.workspace_id = workspace and r.merge_id = merge and r.what = 'reply_address')
    or (a.created_at >= since and exists (select from conversations c where c.workspace_id = workspace and c.id = a.conversation_id and c.customer_id = source)));
  -- Readers: as they were before; in what came since, whoever wrote there and whose conversation it is.
  delete from participants p using customer_merge_rows r
    where r.workspace_id = workspace and r.merge_id = merge and r.what in ('reader_requester', 'reader_cc')
      and p.workspace_id = workspace and p.conversation_id = r.key::uuid and p.customer_id = target
      and not exists (select from messages m where m.workspace_id = workspace and m.conversation_id = p.conversation_id and m.author_customer_id = target);
  update participants p set role = 'cc' from customer_merge_rows r
    where r.workspace_id = workspace and r.merge_id = merge and r.what = 'reader_requester'
      and p.workspace_id = workspace and p.conversation_id = r.key::uuid and p.customer_id = target;
  update participants p set role = case when r.what like '%_with_cc' then 'cc' else 'requester' end from customer_merge_rows r
    where r.workspace_id = workspace and r.merge_id = merge and r.what like 'reader_%_with_%'
      and p.workspace_id = workspace and p.conversation_id = r.key::uuid and p.customer_id = target;
  insert into participants (workspace_id, conversation_id, customer_id, role)
    select workspace, c.id, source, case when r.what like 'reader_requester%' then 'requester' else 'cc' end
    from customer_merge_rows r join conversations c on c.workspace_id = workspace and c.id = r.key::uuid
    where r.workspace_id = workspace and r.merge_id = merge and r.what like 'reader_%' on conflict do nothing;
  insert into participants (workspace_id, conversation_id, customer_id, role)
    select distinct workspace, m.conversation_id, source, 'cc' from messages m
    where m.workspace_id = workspace and m.author_customer_id = source on conflict do nothing;
  update participants p set role = case when c.customer_id = p.customer_id then 'requester' else 'cc' end from conversations c
    where c.workspace_id = workspace and c.customer_id in (source, target) and c.created_at >= since
      and p.workspace_id = workspace and p.conversation_id = c.id and p.customer_id in (source, target);
  delete from participants p using conversations c
    where c.workspace_id = workspace and c.customer_id = source and c.created_at >= since
      and p.workspace_id = workspace and p.conversation_id = c.id and p.customer_id = target
      and not exists (select from messages m where m.workspace_id = workspace and m.conversation_id = c.id and m.author_customer_id = target);
  insert into participants (workspace_id, conversation_id, customer_id, role)
    select workspace, c.id, source, 'requester' from conversations c
    where c.workspace_id = workspace and c.customer_id = source on conflict do nothing;
end $$;

-- What is filled in for a customer as a list of field and value; the other way round it is written as it was.
create function customer_values(workspace uuid, customer uuid) returns jsonb language sql stable as $$
  select coalesce(jsonb_object_agg(field_id, to_jsonb(v) - '{workspace_id,customer_id,field_id}'::text[]), '{}')
  from customer_field_values v where workspace_id = workspace and customer_id = customer
$$;
create function write_customer_value(workspace uuid, customer uuid, field uuid, value jsonb) returns void language plpgsql as $$
begin
  delete from customer_field_values where workspace_id = workspace and customer_id = customer and field_id = field;
  if value is not null and value <> 'null'::jsonb then
    insert into customer_field_values (workspace_id, customer_id, field_id, text, number, day, checked, agent_id)
      select workspace, customer, field, v.text, v.number, v.day, v.checked, v.agent_id
      from jsonb_populate_record(null::customer_field_values, value) v
      where exists (select from fields f where f.workspace_id = workspace and f.id = field);
  end if;
end $$;

-- How much there is of a customer: shown before a merge.
create function customer_belongings(workspace uuid, customer uuid) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'conversations', (select count(*) from conversations where workspace_id = workspace and customer_id = customer and merged_into_id is null),
    'unresolved', (select count(*) from conversations where workspace_id = workspace and customer_id = customer and state <> 'resolved'),
    'orders', (select count(*) from orders where workspace_id = workspace and customer_id = customer))
$$;
