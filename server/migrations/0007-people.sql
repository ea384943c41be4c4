-- How much somebody holds, for lists of people: people may not read conversations themselves.
-- Runs with the rights of whoever asks, so row-level security holds inside it too.
create function holding(workspace uuid, agent uuid) returns bigint language sql stable parallel safe
  return (select count(*) from conversations c
    where c.workspace_id = workspace and c.holder_id = agent and c.state <> 'resolved');
