-- Mail of a side conversation goes through the same ledger, and its answers come to an address signed for that thread alone:
-- `aside_id` keeps both apart from what is written with the customer.
alter table deliveries
  drop constraint deliveries_kind_check,
  add constraint deliveries_kind_check check (kind in ('reply', 'acknowledgement', 'follow_up', 'account', 'side')),
  add column aside_id uuid,
  add foreign key (workspace_id, aside_id) references side_conversations on delete set null (aside_id);
create index deliveries_of_aside on deliveries (workspace_id, aside_id, created_at) where aside_id is not null;

alter table reply_addresses
  add column aside_id uuid,
  -- Whom it was signed for, who is no customer.
  add column address text,
  add foreign key (workspace_id, aside_id) references side_conversations on delete cascade,
  drop constraint one_person,
  add constraint one_person check (num_nonnulls(customer_id, agent_id, aside_id) = 1),
  add constraint aside_has_address check ((aside_id is null) = (address is null));
create index reply_addresses_of_aside on reply_addresses (workspace_id, aside_id) where aside_id is not null;
