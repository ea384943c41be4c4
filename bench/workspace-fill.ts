import type pg from "pg";

const subjects = [
  "the parcel",
  "my order",
  "the kettle",
  "the invoice",
  "the refund",
  "the warranty",
  "the courier",
];
const verbs = [
  "has not arrived",
  "came broken",
  "is missing",
  "was charged twice",
  "looks wrong",
  "never started",
];
const ends = [
  "since Monday",
  "although I wrote before",
  "and I need it soon",
  "as your page promised",
  "in the box",
];
const rare = 4000;

/** Sentences of customer service, the same on every machine: common words in all of them, a rare one in each. */
function sentences(): string[] {
  const list: string[] = [];
  for (let at = 0; at < rare; at++) {
    const pick = (words: readonly string[], step: number) => words[Math.floor(at / step) % words.length];
    list.push(`I think ${pick(subjects, 1)} ${pick(verbs, 7)} ${pick(ends, 42)}, reference ${word(at)}.`);
  }
  return list;
}

const syllables = ["ba", "ko", "ti", "ru", "me", "sol", "fan", "dri", "pel", "gus", "vor", "lin"];

/** A word that nothing else says, made of four syllables. */
export function word(at: number): string {
  let rest = at * 7919 + 13;
  let made = "";
  for (let part = 0; part < 4; part++) {
    made += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  }
  return made;
}

/** Ten messages for each of the conversations number `from` to `to`, answers and questions in turn. */
export async function fillMessages(
  client: pg.Client,
  workspaceId: string,
  from: number,
  to: number,
): Promise<void> {
  await client.query("begin; set local session_replication_role = replica");
  await client.query(
    `insert into messages (workspace_id, id, conversation_id, kind, direction, channel, author_kind, author_agent_id,
       author_customer_id, text, at)
     select c.workspace_id, pg_temp.made('message' || c.number || '-' || k), c.id, 'reply',
       case when k % 2 = 1 then 'in' else 'out' end, 'api', case when k % 2 = 1 then 'customer' else 'agent' end,
       case when k % 2 = 0 then c.holder_id end, case when k % 2 = 1 then c.customer_id end,
       'Hello, this is about order ' || (c.number * 10 + k) || '. '
         || s[1 + (c.number * 31 + k * 17) % $4::int] || ' ' || s[1 + (c.number * 101 + k * 7) % $4::int],
       c.created_at - (10 - k) * interval '1 hour'
     from conversations c cross join generate_series(1, 10) k cross join (select $5::text[] as s) words
     where c.workspace_id = $1 and c.number between $2 and $3`,
    [workspaceId, from, to, rare, sentences()],
  );
  await client.query("commit");
}
