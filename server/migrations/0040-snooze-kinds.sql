-- What a snoozed conversation waits for beside its time: the customer's word, or that another conversation is resolved.
-- `snoozed_until` is always set while it sleeps: at the latest then it comes back, so that its promise can still be kept.
alter table conversations
  add column snoozed_for text check (snoozed_for in ('message', 'conversation')),
  add column snoozed_on_id uuid,
  add foreign key (workspace_id, snoozed_on_id) references conversations on delete set null (snoozed_on_id),
  add constraint snoozed_on_another check (snoozed_on_id is null or (snoozed_for = 'conversation' and snoozed_on_id <> id)),
  add constraint asleep_until check (snoozed_for is null or snoozed_until is not null);
create index conversations_snoozed_on on conversations (workspace_id, snoozed_on_id) where snoozed_on_id is not null;

-- Many verbs wake a conversation; none of them needs to know what it slept for.
create function forget_snooze() returns trigger language plpgsql as $$
begin
  new.snoozed_for := null;
  new.snoozed_on_id := null;
  return new;
end $$;
create trigger snooze_goes_with_its_time before update of snoozed_until on conversations for each row
  when (new.snoozed_until is null and new.snoozed_for is not null)
  execute function forget_snooze();

-- When the other conversation is erased, whoever slept for it is due at once.
create function due_at_once() returns trigger language plpgsql as $$
begin
  new.snoozed_until := new.created_at;
  return new;
end $$;
create trigger waited_for_is_erased before update of snoozed_on_id on conversations for each row
  when (old.snoozed_on_id is not null and new.snoozed_on_id is null and new.snoozed_for = 'conversation')
  execute function due_at_once();
