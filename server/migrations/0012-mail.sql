-- Why a mail that came in must not be acknowledged (a robot, a list, a forged sender); null: a person wrote it.
alter table inbound_mails add column no_answer text;

-- What waits for a mail server.
create index deliveries_held on deliveries (workspace_id, inbox_id) where state = 'held';
