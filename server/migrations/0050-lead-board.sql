-- Whom a customer has waited for longest: of everybody, and of each holder.
create index conversations_longest on conversations (workspace_id, last_message_at, id)
  where state <> 'resolved' and customer_spoke_last;
create index conversations_longest_of_holder on conversations (workspace_id, holder_id, last_message_at, id)
  where state <> 'resolved' and customer_spoke_last;
