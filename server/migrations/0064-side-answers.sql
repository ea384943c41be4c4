-- A colleague answers a notification about a side conversation by mail: at an address signed for them and for that thread.
alter table reply_addresses
  drop constraint reply_addresses_writes_check,
  add constraint reply_addresses_writes_check check (writes in ('reply', 'note', 'aside')),
  drop constraint one_person,
  add constraint one_person check (
    case when writes = 'aside' then agent_id is not null and aside_id is not null and customer_id is null
      else num_nonnulls(customer_id, agent_id, aside_id) = 1 end
  ),
  drop constraint aside_has_address,
  add constraint aside_has_address check ((aside_id is not null and agent_id is null) = (address is not null));
