import { sql } from "kysely";
import type { FirstSteps } from "../../shared/first-steps.ts";
import type { Work } from "../platform/work.ts";

/** What the people of a workspace have done of the first steps, whatever the demo did. */
export async function getFirstSteps(work: Work): Promise<FirstSteps> {
  const ws = sql`${work.workspaceId}::uuid`;
  const own = (alias: string, kind: "agent" | "inbox") =>
    sql`${sql.ref(`${alias}.workspace_id`)} = ${ws} and not exists (select from demo_rows d
      where d.workspace_id = ${ws} and d.kind = ${kind} and d.id = ${sql.ref(`${alias}.id`)})`;
  const { rows } = await sql<FirstSteps>`
    select exists (select from inboxes i join mailboxes b on b.workspace_id = i.workspace_id and b.inbox_id = i.id
        where ${own("i", "inbox")} and i.removed_at is null
        and (b.imap is not null or b.smtp is not null)) as inbox,
      (select count(*) from (select from agents a where ${own("a", "agent")} limit 2) those) > 1 as colleague,
      exists (select from agents a where ${own("a", "agent")} and exists (select from events e
        where e.workspace_id = ${ws} and e.actor_id = a.id and e.actor_kind = 'agent'
          and e.name in ('message.sent', 'conversation.resolved'))) as answer`.execute(work.db);
  return rows[0] ?? { inbox: false, colleague: false, answer: false };
}
