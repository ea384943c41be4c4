-- Attachments too large for a mail: whoever has the signed link may fetch them, until it ends.
create table attachment_links (
  workspace_id uuid not null,
  attachment_id uuid not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  downloads integer not null default 0,
  downloaded_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, attachment_id),
  foreign key (workspace_id, attachment_id) references attachments on delete cascade
);
call keep_apart('attachment_links');
