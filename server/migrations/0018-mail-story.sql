-- What was found out about a mail when it was read: who proved what, why it joined, what was wrong with it.
alter table inbound_mails add column findings jsonb;
