-- Why a mail ended as it did, as a word that screens translate; `reason` stays the English sentence.
alter table inbound_mails
  add column reason_code text not null default '',
  add column reason_params jsonb not null default '{}';

-- What a mail was beside its words: forwarded by whom, an invitation, signed or sealed, who was new in it.
alter table messages add column mail_traits jsonb;

-- Whether support+anything@… reaches support@…; signed reply addresses always do.
alter table inboxes add column plus_addressing boolean not null default true;

-- An agent answers by mail at an address of their own, signed for one conversation: a reply, or a note.
alter table reply_addresses
  alter column customer_id drop not null,
  add column agent_id uuid,
  add column writes text not null default 'reply' check (writes in ('reply', 'note')),
  add foreign key (workspace_id, agent_id) references agents,
  add constraint one_person check (num_nonnulls(customer_id, agent_id) = 1);
create index reply_addresses_of_agent on reply_addresses (workspace_id, conversation_id, agent_id)
  where agent_id is not null;
