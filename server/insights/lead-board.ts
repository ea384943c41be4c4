import { type RawBuilder, sql } from "kysely";
import type { Reply } from "../../shared/endpoint.ts";
import type { getLeadBoard as endpoint, LeadAgent, LeadScope } from "../../shared/lead-board.ts";
import { visible } from "../conversations/access.ts";
import { capacity } from "../people/agents.ts";
import type { Work } from "../platform/work.ts";
import { type Crew, crewOf } from "./lead-scope.ts";

type Counts = LeadAgent["counts"];
interface Held {
  holderId: string | null;
  waiting: number;
  atRisk: number;
  overdue: number;
  open: number;
  nextHour: number;
}
const nothing: Counts = { waiting: 0, at_risk: 0, overdue: 0, open: 0 };

/** What is about to be dropped now, and everybody's load; a person without any is there, too. */
export async function getLeadBoard(
  work: Work,
  { teamId, minutes }: LeadScope,
): Promise<Reply<typeof endpoint>> {
  const crew = await crewOf(work, teamId);
  const { rows } = await heldQuery(work, crew, minutes).execute(work.db);
  const byHolder = new Map(rows.map((row) => [row.holderId, row]));
  const people = await peopleOf(work, crew);
  const agents = people.flatMap(({ holds, ...person }) => {
    const held = byHolder.get(person.id);
    // A collaborator or somebody who left is only there while they hold something.
    if (!held && !holds) return [];
    return [{ ...person, counts: countsOf(held), nextHour: held?.nextHour ?? 0 }];
  });
  return { teams: crew.teams, counts: sumOf(rows), unheld: countsOf(byHolder.get(null)), agents };
}

const countsOf = (held: Held | undefined): Counts =>
  held ? { waiting: held.waiting, at_risk: held.atRisk, overdue: held.overdue, open: held.open } : nothing;

function sumOf(rows: readonly Held[]): Counts {
  return rows.reduce(
    (sum, row) => ({
      waiting: sum.waiting + row.waiting,
      at_risk: sum.at_risk + row.atRisk,
      overdue: sum.overdue + row.overdue,
      open: sum.open + row.open,
    }),
    nothing,
  );
}

/** How much each holder holds of what this actor may see; it reads what is unresolved, never the history. */
export function heldQuery(work: Work, { only }: Crew, minutes: number): RawBuilder<Held> {
  const soon = (within: number) => new Date(work.now.getTime() + within * 60_000);
  const due = (until: Date) =>
    sql`count(*) filter (where c.promise_due_at > ${work.now} and c.promise_due_at <= ${until})::int`;
  const crew = only
    ? sql`and (c.holder_id = any(${only.memberIds}::uuid[])
        or (c.holder_id is null and c.team_id = any(${only.teamIds}::uuid[])))`
    : sql``;
  return sql<Held>`select c.holder_id, count(*)::int as open,
      count(*) filter (where c.customer_spoke_last)::int as waiting,
      count(*) filter (where c.promise_due_at <= ${work.now})::int as overdue,
      ${due(soon(minutes))} as at_risk, ${due(soon(60))} as next_hour
    from conversations c
    where c.workspace_id = ${work.workspaceId}::uuid and c.state <> 'resolved' ${crew} and ${visible(work.actor)}
    group by c.holder_id`;
}

function peopleOf(work: Work, { only }: Crew) {
  return work.db
    .selectFrom("agents as a")
    .select(["a.id", "a.name", "a.presence"])
    .select([
      sql<boolean>`a.active and a.password_hash is not null and a.role <> 'collaborator'`.as("holds"),
      capacity.as("capacity"),
      sql<string[]>`array(select m.team_id from team_members m
        where m.workspace_id = a.workspace_id and m.agent_id = a.id order by m.team_id)`.as("teamIds"),
    ])
    .where("a.workspaceId", "=", work.workspaceId)
    .$if(only !== null, (query) => query.where(sql<boolean>`a.id = any(${only?.memberIds ?? []}::uuid[])`))
    .orderBy("a.name")
    .orderBy("a.id")
    .$castTo<Pick<LeadAgent, "id" | "name" | "presence" | "teamIds" | "capacity"> & { holds: boolean }>()
    .execute();
}
