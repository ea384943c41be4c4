-- What an event is about, besides a conversation or a customer: a team, an inbox, a colleague, or the workspace itself.
-- Whatever has a subject is a change of how this place is set up, and seldom: both indexes stay small.
alter table events add column subject_id uuid;
update events set subject_id = coalesce(
    case split_part(name, '.', 1)
      when 'agent' then data->>'agentId'
      when 'password' then data->>'agentId'
      when 'session' then data->>'agentId'
      when 'team' then data->>'teamId'
      when 'key' then data->>'keyId'
      when 'dkim_key' then data->>'keyId'
      when 'inbox' then data->>'inboxId'
      when 'mail_grant' then data->>'inboxId'
      when 'inbound_hook' then data->>'inboxId'
      when 'field' then data->>'fieldId'
      when 'topic' then data->>'topicId'
      when 'root_cause' then data->>'rootCauseId'
      when 'status' then data->>'statusId'
      when 'conversation_template' then data->>'templateId'
      when 'saved_view' then data->>'viewId'
      when 'address' then data->>'suppressionId'
    end, workspace_id::text)::uuid
  where conversation_id is null and (customer_id is null or name like 'address.%')
    and name <> 'agent.presence_changed'
    and split_part(name, '.', 1) not in ('bulk', 'mail', 'delivery', 'reaction', 'consent', 'customer', 'order');
create index events_of_subject on events (workspace_id, subject_id, at desc, id desc) where subject_id is not null;
create index events_of_setup on events (workspace_id, at desc, id desc) where subject_id is not null;
create index events_by_actor on events (workspace_id, actor_id, at desc, id desc) where actor_id is not null;
create index events_of_one_customer on events (workspace_id, customer_id, at desc, id desc) where customer_id is not null;
