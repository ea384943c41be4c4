-- Whoever renews a grant holds it until then: a refresh token is often good only once.
alter table mail_grants add column renewing_until timestamptz;

-- Folders of mailboxes under one numbering of their server (UIDVALIDITY). One that ended stays: its mails point to it.
create table mail_folders (
  workspace_id uuid not null,
  id uuid not null,
  inbox_id uuid not null,
  folder text not null,
  uid_validity bigint not null,
  -- What was there before is not counted: mails of this number and higher are.
  start_uid bigint not null,
  -- All mails up to this one were noticed.
  last_uid bigint not null,
  -- State of the folder (RFC 7162) of which everything was noticed; null: the server has none.
  modseq text,
  begun_at timestamptz not null,
  -- Numbered anew, taken off the inbox, or another mailbox was entered.
  ended_at timestamptz,
  -- What the server said when it was asked last.
  checked_at timestamptz,
  server_count bigint,
  missing_count bigint not null default 0,
  missing bigint[] not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, inbox_id) references inboxes on delete cascade
);
create unique index mail_folders_open on mail_folders (workspace_id, inbox_id, folder, uid_validity) where ended_at is null;
create index mail_folders_of on mail_folders (workspace_id, inbox_id, begun_at);
call keep_apart('mail_folders');

-- Mails that were noticed and are not safe yet. Tries are counted before each one: what breaks the line or the process counts, too.
create table mail_waiting (
  workspace_id uuid not null,
  folder_id uuid not null,
  uid bigint not null,
  tries integer not null default 0,
  first_tried_at timestamptz,
  noticed_at timestamptz not null,
  -- Somebody asked for it: it comes before its next turn.
  wanted boolean not null default false,
  primary key (workspace_id, folder_id, uid),
  foreign key (workspace_id, folder_id) references mail_folders on delete cascade
);
create index mail_waiting_wanted on mail_waiting (folder_id) where wanted;
call keep_apart('mail_waiting');

-- A mail of a mailbox is its folder's row and its number. One that the server never handed out has no raw text.
alter table inbound_mails
  add column mail_folder_id uuid,
  add column uid bigint,
  alter column file_id drop not null,
  add constraint inbound_mails_raw check (file_id is not null or state = 'quarantined'),
  add constraint inbound_mails_place check ((mail_folder_id is null) = (uid is null)),
  add foreign key (workspace_id, mail_folder_id) references mail_folders;

-- Known mailboxes go on where they were; what they counted before is not compared.
insert into mail_folders (workspace_id, id, inbox_id, folder, uid_validity, start_uid, last_uid, begun_at)
select m.workspace_id, gen_random_uuid(), m.inbox_id, f.key, (f.value ->> 'uidValidity')::bigint,
  (f.value ->> 'lastUid')::bigint + 1, (f.value ->> 'lastUid')::bigint, now()
from mailboxes m, jsonb_each(m.imap_progress) f;
update inbound_mails i set mail_folder_id = f.id, uid = substring(i.source_key from '[0-9]+$')::bigint
from mail_folders f
where i.source = 'imap' and f.workspace_id = i.workspace_id and f.inbox_id = i.inbox_id
  and i.source_key ~ '/[0-9]+/[0-9]+$'
  and regexp_replace(i.source_key, '/[0-9]+$', '') = f.folder || '/' || f.uid_validity;
alter table mailboxes drop column imap_progress;

create unique index inbound_mails_by_place on inbound_mails (workspace_id, mail_folder_id, uid) where mail_folder_id is not null;
create index inbound_mails_counted on inbound_mails (workspace_id, inbox_id, source, mail_folder_id, state, uid);

-- What providers have handed over, noted before it is kept: nothing that was announced may be missing.
create table hook_handovers (
  workspace_id uuid not null,
  hook_id uuid not null,
  inbox_id uuid not null,
  -- The provider's id of the mail, as inbound_mails.source_key has it.
  source_key text not null,
  handed_at timestamptz not null,
  primary key (workspace_id, hook_id, inbox_id, source_key),
  foreign key (workspace_id, hook_id) references inbound_hooks on delete cascade
);
call keep_apart('hook_handovers');
