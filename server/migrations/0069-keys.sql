-- By words a conversation is found by the search; nothing asks for how its subject begins any more.
drop index conversations_by_subject;

-- As in 0066: what was sent to an address lately is asked for with every automatic mail, and lower() hides the index.
alter table deliveries add column to_key text collate "C" generated always as (lower(to_address)) stored;
drop index deliveries_to;
create index deliveries_to on deliveries (workspace_id, to_key, created_at desc);
