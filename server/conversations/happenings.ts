import { sql } from "kysely";
import type { Happening } from "../../shared/happenings.ts";
import type { Page } from "../../shared/page.ts";
import { readCursor, writeCursor } from "../platform/cursor.ts";
import type { Work } from "../platform/work.ts";
import { find } from "./access.ts";

/** What happened to a conversation, newest first, told from the log. Messages are left out: they stand for themselves. */
export async function listHappenings(
  work: Work,
  id: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Page<Happening>> {
  await find(work, id);
  const cursor = readCursor(after, 2);
  const { rows } = await sql<
    Happening & { actorKind: string; actorId: string | null; actorName: string | null; key: string }
  >`
    select e.id, e.name, e.data, e.at, e.at::text as key, e.actor_kind, e.actor_id, coalesce(a.name, u.name, '') as actor_name
    from events e
    left join agents a on e.actor_kind = 'agent' and a.workspace_id = e.workspace_id and a.id = e.actor_id
    left join customers u on e.actor_kind = 'customer' and u.workspace_id = e.workspace_id and u.id = e.actor_id
    where e.workspace_id = ${work.workspaceId}::uuid and e.conversation_id = ${id}::uuid
      and e.name not in ('message.received', 'message.sent', 'note.written', 'delivery.queued', 'delivery.changed', 'mail.stored',
        'side_conversation.written', 'side_conversation.withdrawn', 'side_conversation.changed', 'side_conversation.moved',
        'side_conversation.due_soon', 'side_conversation.troubled', 'side_conversation.reopened', 'mail.stored_aside',
        'reminder.set', 'reminder.due', 'reminder.ended')
      ${cursor ? sql`and (e.at, e.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by e.at desc, e.id desc limit ${limit + 1}`.execute(work.db);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ id, name, data, at, actorKind, actorId, actorName }) => ({
      id,
      name,
      data,
      at,
      actor: { kind: actorKind, id: actorId, name: actorName ?? "" },
    })),
    next: last ? writeCursor([last.key, last.id]) : null,
  };
}
