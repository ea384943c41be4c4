import { type RawBuilder, sql } from "kysely";
import { type Playbook, type PlaybookStep, playbookSteps, type Tick } from "../../shared/playbook.ts";
import type { Work } from "../platform/work.ts";
import { find, visible } from "./access.ts";
import { suggestApology } from "./apology.ts";

/** A summary of less than this many characters explains nothing. */
const telling = 40;

/** The playbook of one conversation; the steps are told for every one, `complaint` says whether they matter. */
export async function getPlaybook(work: Work, id: string): Promise<Playbook> {
  const { type, topicId } = await find(work, id);
  const byTopic = type === null && topicId !== null && (await complaintTopics(work)).includes(topicId);
  const why = type === "complaint" ? "type" : byTopic ? "topic" : null;
  const ticks = (await ticksOf(work, [id])).get(id) ?? [];
  const apologised = ticks.some(({ step, done }) => step === "apologised" && done);
  const suggestion = why && !apologised ? await suggestApology(work, id) : null;
  return { complaint: why !== null, why, steps: ticks, suggestion };
}

/** How many complaints of the last days went through all steps, and through each one. */
export async function playbookFigures(work: Work, days: number) {
  const since = new Date(work.now.getTime() - days * 86_400_000);
  const { rows } = await sql<{ id: string }>`select c.id from conversations c
    where c.workspace_id = ${work.workspaceId}::uuid and c.created_at > ${since} and c.merged_into_id is null
      and (c.type = 'complaint' or (c.type is null and c.topic_id = any(${await complaintTopics(work)}::uuid[])))
      and ${visible(work.actor)}`.execute(work.db);
  const ticks = await ticksOf(
    work,
    rows.map(({ id }) => id),
  );
  const all = [...ticks.values()];
  const complete = all.filter((steps) => steps.every(({ done }) => done)).length;
  return {
    complaints: all.length,
    complete,
    share: all.length === 0 ? null : complete / all.length,
    steps: playbookSteps.map((step) => ({
      step,
      done: all.filter((steps) => steps.some((one) => one.step === step && one.done)).length,
    })),
  };
}

/** Topics that say "complaint", and all below them. */
async function complaintTopics(work: Work): Promise<string[]> {
  const ws = sql`${work.workspaceId}::uuid`;
  const { rows } = await sql<{ id: string }>`with recursive flagged as (
      select id from topics where workspace_id = ${ws} and complaint
      union select t.id from topics t join flagged f on t.parent_id = f.id where t.workspace_id = ${ws}
    ) select id from flagged`.execute(work.db);
  return rows.map(({ id }) => id);
}

interface Fact {
  conversationId: string;
  step: PlaybookStep;
  at: Date;
  byId: string | null;
  byName: string | null;
  messageId: string | null;
  words: string | null;
}

/** Every step of these conversations, ticked or not, from messages, briefs and the log: in one query for any number. */
async function ticksOf(work: Work, ids: readonly string[]): Promise<Map<string, Tick[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Fact>`with c as (
      select * from conversations where workspace_id = ${work.workspaceId}::uuid and id = any(${[...ids]}::uuid[])
    ), first_reply as (
      select c.id as conversation_id, m.* from c cross join lateral (${sent(work, sql`true`)}) m
    ), resolved as (
      select c.id as conversation_id, e.at, e.actor_id, e.data->>'reason' as reason from c
        cross join lateral (${happened("conversation.resolved")}) e
    ), facts as (
      select conversation_id, 'acknowledged' as step, at, author as by_id, message_id, null as words from first_reply
      union all
      select c.id, 'understood', u.at, u.author, u.message_id, u.words from c cross join lateral (${understanding()}) u
      union all
      select a.conversation_id, 'apologised', a.confirmed_at, a.confirmed_by, a.message_id, a.sentence
        from c join apologies a on a.workspace_id = c.workspace_id and a.conversation_id = c.id
      union all
      select c.id, 'owned', coalesce(taken.at, c.created_at), c.holder_id, null, null from c
        left join first_reply f on f.conversation_id = c.id
        left join lateral (${happened("conversation.assigned", sql`e.data->>'holderId' = c.holder_id::text`, sql`desc`)}) taken on true
        where c.holder_id is not null and not exists (
          select from events e where e.workspace_id = c.workspace_id and e.conversation_id = c.id
            and e.name = 'conversation.assigned' and e.at > coalesce(f.at, c.created_at)
            and e.data->>'fromId' is not null and e.data->>'holderId' is distinct from e.data->>'fromId')
      union all
      select conversation_id, 'solution', at, actor_id, null, reason from resolved
      union all
      (select distinct on (conversation_id) conversation_id, 'followed_up', at, author, message_id, null from (
        select r.conversation_id, e.at, e.actor_id as author, null::uuid as message_id from resolved r join c on c.id = r.conversation_id
          cross join lateral (${happened("follow_up.sent", sql`e.at >= r.at`)}) e
        union all
        select r.conversation_id, m.at, m.author, m.message_id from resolved r join c on c.id = r.conversation_id
          cross join lateral (${sent(work, sql`m.at > r.at`)}) m
      ) again order by conversation_id, at)
      union all
      select c.id, 'root_cause', coalesce(e.at, c.created_at), e.actor_id, null, k.name from c
        join root_causes k on k.workspace_id = c.workspace_id and k.id = c.root_cause_id
        left join lateral (${happened("conversation.classified", sql`true`, sql`desc`)}) e on true
    )
    select f.*, a.name as by_name from facts f
    left join agents a on a.workspace_id = ${work.workspaceId}::uuid and a.id = f.by_id`.execute(work.db);
  const byConversation = Map.groupBy(rows, ({ conversationId }) => conversationId);
  return new Map(
    ids.map((id) => [id, playbookSteps.map((step) => tickOf(step, byConversation.get(id) ?? []))]),
  );
}

/** The first reply that a person wrote and that has left. */
const sent = (
  { now }: Work,
  when: RawBuilder<boolean>,
) => sql`select m.id as message_id, m.at, m.author_agent_id as author
  from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.kind = 'reply' and m.direction = 'out'
    and m.author_kind = 'agent' and (m.leaves_at is null or m.leaves_at <= ${now}) and ${when} order by m.at limit 1`;

/** The first (or last) time that something happened to it. */
const happened = (
  name: string,
  when: RawBuilder<boolean> = sql`true`,
  order: RawBuilder<unknown> = sql`asc`,
) => sql`select e.at, e.actor_id, e.data from events e where e.workspace_id = c.workspace_id and e.conversation_id = c.id
    and e.name = ${sql.lit(name)} and ${when} order by e.at ${order} limit 1`;

/** Somebody put in words what the customer wants: in the brief of a handover, or in a note. */
const understanding = () => sql`select * from (
    select h.offered_at as at, h.from_agent_id as author, null::uuid as message_id, left(h.brief->>'wants', 300) as words
      from handovers h where h.workspace_id = c.workspace_id and h.conversation_id = c.id and btrim(h.brief->>'wants') <> ''
    union all
    select m.at, m.author_agent_id, m.id, left(m.text, 300) from messages m where m.workspace_id = c.workspace_id
      and m.conversation_id = c.id and m.kind = 'note' and m.author_kind = 'agent' and length(btrim(m.text)) >= ${sql.lit(telling)}
  ) said order by at limit 1`;

function tickOf(step: PlaybookStep, facts: readonly Fact[]): Tick {
  const fact = facts.find((one) => one.step === step);
  if (!fact) return { step, done: false, at: null, by: null, messageId: null, words: null };
  const { at, byId, byName, messageId, words } = fact;
  return { step, done: true, at, by: byId && byName ? { id: byId, name: byName } : null, messageId, words };
}
