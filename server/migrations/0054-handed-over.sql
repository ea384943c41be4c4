-- What the provider calls a mail, for whoever looks for it there; "" where it is not known.
alter table hook_handovers add column provider_id text not null default '';

-- What providers handed over before that was counted: each mail by the hook of its inbox, or by the only one of its provider.
-- Where several could have brought it, nothing says which, and it stays uncounted.
insert into hook_handovers (workspace_id, hook_id, inbox_id, source_key, handed_at)
select m.workspace_id, c.hook_id, m.inbox_id, m.source_key, m.received_at
from inbound_mails m
cross join lateral (
  select (array_agg(h.id order by (h.inbox_id = m.inbox_id) desc))[1] as hook_id,
    count(*) filter (where h.inbox_id = m.inbox_id) as own, count(*) as possible
  from inbound_hooks h
  where h.workspace_id = m.workspace_id and h.purpose = 'mail' and h.created_at <= m.received_at
    and m.source_key ^@ (h.provider || '/')
) c
where m.source = 'hook' and (c.own = 1 or c.own = 0 and c.possible = 1)
on conflict do nothing;
