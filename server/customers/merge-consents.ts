import { sql } from "kysely";
import { ConsentPurpose } from "../../shared/suppressions.ts";
import type { Work } from "../platform/work.ts";

/** A yes that became a no by a merge, to be given back when the merge is. */
export interface Changed {
  address: string;
  purpose: string;
  source: string;
  changedAt: string;
}

type Said = Record<(typeof ConsentPurpose.options)[number], boolean | null>;

/** What a person has said by any of their addresses: a no counts more than a yes, and that more than nothing. */
export async function strictest(work: Work, customerId: string): Promise<Said> {
  const { rows } = await sql<{ purpose: keyof Said; granted: boolean }>`
    select s.purpose, bool_and(s.granted) as granted from identities i
    join consents s on s.workspace_id = i.workspace_id and s.address = lower(i.value)
    where i.workspace_id = ${work.workspaceId}::uuid and i.customer_id = ${customerId}::uuid and i.kind = 'email'
    group by s.purpose`.execute(work.db);
  const of = (purpose: keyof Said) => rows.find((row) => row.purpose === purpose)?.granted ?? null;
  return { survey: of("survey"), marketing: of("marketing") };
}

/** Where a person declined by one address, their other addresses get nothing of the kind either. Returns what was a yes. */
export async function tightenConsents(work: Work, customerId: string, said: Said): Promise<Changed[]> {
  const changed: Changed[] = [];
  for (const purpose of ConsentPurpose.options.filter((one) => said[one] === false)) {
    const ws = sql`${work.workspaceId}::uuid`;
    const { rows } = await sql<{ address: string; granted: boolean; source: string; changedAt: Date }>`
      select s.address, s.source, s.changed_at from identities i
      join consents s on s.workspace_id = i.workspace_id and s.address = lower(i.value)
      where i.workspace_id = ${ws} and i.customer_id = ${customerId}::uuid and i.kind = 'email'
        and s.purpose = ${purpose} and s.granted`.execute(work.db);
    await sql`insert into consents (workspace_id, address, purpose, granted, source, changed_at)
      select ${ws}, lower(i.value), ${purpose}, false, ${mergeSource}, ${work.now} from identities i
      where i.workspace_id = ${ws} and i.customer_id = ${customerId}::uuid and i.kind = 'email'
      on conflict (workspace_id, address, purpose) do update
        set granted = false, source = excluded.source, changed_at = excluded.changed_at where consents.granted`.execute(
      work.db,
    );
    for (const { address, source, changedAt } of rows)
      changed.push({ address, purpose, source, changedAt: changedAt.toISOString() });
    if (rows.length > 0)
      work.record("consent.changed", { customerId, purpose, granted: false, source: mergeSource });
  }
  return changed;
}

/** Where such a no came from; a no of the person's own says something else, and stays. */
export const mergeSource = "merge";

/** Gives back what `tightenConsents` took, where nobody has said anything since. */
export async function loosenConsents(work: Work, madeAt: Date, changed: readonly Changed[]): Promise<void> {
  const untouched = work.db
    .deleteFrom("consents")
    .where("workspaceId", "=", work.workspaceId)
    .where("source", "=", mergeSource)
    .where("changedAt", "=", madeAt);
  for (const { address, purpose, source, changedAt } of changed)
    await work.db
      .updateTable("consents")
      .set({ granted: true, source, changedAt: new Date(changedAt) })
      .where("workspaceId", "=", work.workspaceId)
      .where("address", "=", address)
      .where("purpose", "=", purpose)
      .where("source", "=", mergeSource)
      .where("changedAt", "=", madeAt)
      .execute();
  await untouched.execute();
}
