import { sql } from "kysely";
import type { MailAccount } from "../../../shared/mail-accounting.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import type { OpenHook } from "./inbound-hook.ts";

const mostNamed = 100;

/** Notes that a provider hands over a mail, before it is kept: should keeping it fail, it shows. */
export async function noteHandover(
  house: House,
  { workspaceId, id }: OpenHook,
  inboxId: string,
  mail: { sourceKey: string; providerId: string },
): Promise<void> {
  await house.system
    .insertInto("hookHandovers")
    .values({ workspaceId, hookId: id, inboxId, ...mail, handedAt: house.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  house.passings.tell(workspaceId, "mail_account.changed");
}

/** What providers have handed over for an inbox, by hook, and which of it is not here. */
export async function hookAccounts(work: Work, inboxId: string): Promise<MailAccount["hooks"]> {
  const { rows } = await sql<MailAccount["hooks"][number]>`
    select h.id as "hookId", h.provider, count(*)::int as "handedOver",
      count(*) filter (where m.id is null)::int as "missingCount",
      coalesce((array_agg(coalesce(nullif(d.provider_id, ''), substring(d.source_key from position('/' in d.source_key) + 1)) order by d.handed_at desc)
        filter (where m.id is null))[1:${sql.lit(mostNamed)}], '{}') as missing
    from inbound_hooks h
    join hook_handovers d on d.workspace_id = h.workspace_id and d.hook_id = h.id and d.inbox_id = ${inboxId}
    left join inbound_mails m on m.workspace_id = d.workspace_id and m.inbox_id = d.inbox_id
      and m.source_key = d.source_key
    where h.workspace_id = ${work.workspaceId}
    group by h.id, h.provider
    order by h.id`.execute(work.db);
  return rows;
}
