import type pg from "pg";

export interface Verdict {
  acknowledged: number;
  /** Acknowledged and not there, or there without its event. */
  lost: number;
  /** There more than once, as message or as event, acknowledged or not. */
  doubled: number;
  why: string[];
}

/** Compares what senders were told with what is there, after every reaction has run. */
export async function judge(client: pg.Client, acknowledged: ReadonlySet<string>): Promise<Verdict> {
  const { rows } = await client.query<{ word: string; messages: number; events: number }>(`
    select word, count(distinct m.id)::int as messages, count(e.id)::int as events
    from (select workspace_id, id, substring(text from 'word-[a-z]+-[0-9]+-[0-9]+-end') as word from messages) m
    left join events e on e.workspace_id = m.workspace_id and e.name = 'message.received' and e.data->>'messageId' = m.id::text
    where word is not null group by word`);
  const there = new Map(rows.map((row) => [row.word, row]));
  const verdict: Verdict = { acknowledged: acknowledged.size, lost: 0, doubled: 0, why: [] };
  for (const word of acknowledged) {
    const found = there.get(word);
    if (found && found.events > 0) continue;
    verdict.lost++;
    verdict.why.push(`${word} was acknowledged and ${found ? "has no event" : "is not there"}.`);
  }
  for (const { word, messages, events } of rows) {
    if (messages <= 1 && events <= 1) continue;
    verdict.doubled++;
    verdict.why.push(`${word} is there ${messages} times, with ${events} events.`);
  }
  return verdict;
}
