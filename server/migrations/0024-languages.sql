-- workspace: as the workspace's letters are written; auto: as the person's browser asks.
alter table agents
  add column language text not null default 'workspace'
    check (language in ('workspace', 'auto', 'en', 'de', 'ar'));
