-- Messages of side conversations are found by their words, too. They belong to their side conversation, which may move from one
-- conversation to another; who may see it is asked there.
alter table search_texts
  add column side_id uuid,
  add foreign key (workspace_id, side_id) references side_conversations on delete cascade,
  drop constraint search_texts_kind_check,
  add constraint search_texts_kind_check check (kind in ('message', 'attachment', 'customer', 'side')),
  drop constraint search_texts_check1,
  add constraint search_texts_belong check (
    num_nonnulls(conversation_id, customer_id, side_id) = 1 and (kind = 'side') = (side_id is not null)
  );
create index search_texts_of_side on search_texts (workspace_id, side_id) where side_id is not null;
create index search_sides_by_word on search_texts using gin (workspace_id, words) where kind = 'side';

alter table search_fillings
  drop constraint search_fillings_id_check,
  add constraint search_fillings_id_check check (id in ('messages', 'customers', 'sides'));
insert into search_fillings (workspace_id, id) select id, 'sides' from workspaces on conflict do nothing;
