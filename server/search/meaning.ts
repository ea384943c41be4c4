import { DateTime } from "luxon";
import { Priority } from "../../shared/actions.ts";
import type { Condition } from "../../shared/conditions.ts";
import { State } from "../../shared/conversation-shape.ts";
import type { SearchTerm, SearchTroubleCode } from "../../shared/search-query.ts";
import { listInboxes } from "../conversations/inbox.ts";
import { listStatuses } from "../conversations/status.ts";
import { listTopics } from "../conversations/topic.ts";
import { listAgents } from "../people/agents.ts";
import { listTeams } from "../people/team.ts";
import { getWorkspace } from "../people/workspace.ts";
import type { Work } from "../platform/work.ts";
import { fold } from "./tokens.ts";

/** What an operator asks of a conversation, and what it is called here. */
export interface Meaning {
  condition: Condition;
  label: string;
  /** The moment it names, for messages. */
  moment?: Date;
}
type Meant = Meaning | { trouble: SearchTroubleCode };

interface Named {
  id: string;
  names: string[];
}

const asked = (field: string, operator: string, value?: unknown): Condition => ({
  field: `conversation.${field}`,
  operator,
  ...(value !== undefined && { value }),
});

/** What an operator about conversations means in this workspace. */
export async function meaningOf(work: Work, { term, value }: SearchTerm): Promise<Meant> {
  switch (term) {
    case "number":
      return { condition: asked("number", "is", Number(value)), label: `#${value}` };
    case "tag":
      return { condition: asked("tags", "any_of", [value.toLowerCase()]), label: value.toLowerCase() };
    case "priority":
      return priority(value);
    case "status":
      return status(work, value);
    case "holder":
      return holder(work, value);
    case "team":
      return team(work, value);
    case "topic": {
      const topics = (await listTopics(work)).map(({ id, name }) => ({ id, names: [name] }));
      return among(topics, value, "unknown_topic", (ids) => asked("topic", "any_of", ids));
    }
    case "in": {
      const inboxes = (await listInboxes(work)).map(({ id, name, address }) => ({
        id,
        names: [name, address],
      }));
      return among(inboxes, value, "unknown_inbox", (ids) => asked("inbox", "one_of", ids));
    }
    case "before":
    case "after":
      return day(work, term, value);
    case "word":
    case "phrase":
    case "from":
    case "to":
    case "subject":
    case "has":
      throw new Error(`"${term}" asks nothing of a conversation.`);
  }
}

/** Those called so; without any, those with a name or a word of it that begins so. */
function matching(list: readonly Named[], value: string): Named[] {
  const wanted = fold(value.trim());
  const exact = list.filter(({ names }) => names.some((name) => fold(name) === wanted));
  if (exact.length > 0) return exact;
  return list.filter(({ names }) =>
    names.some((name) => {
      const known = fold(name);
      return known.startsWith(wanted) || known.split(/\s+/).some((word) => word.startsWith(wanted));
    }),
  );
}

function among(
  list: readonly Named[],
  value: string,
  trouble: SearchTroubleCode,
  condition: (ids: string[]) => Condition,
): Meant {
  const found = matching(list, value).slice(0, 50);
  if (found.length === 0) return { trouble };
  return {
    condition: condition(found.map(({ id }) => id)),
    label: found
      .map(({ names }) => names[0] ?? "")
      .slice(0, 3)
      .join(", "),
  };
}

const same = (value: string) => fold(value).replace(/[\s-]+/g, "_");

function priority(value: string): Meant {
  const found = Priority.options.find((one) => one === same(value));
  return found
    ? { condition: asked("priority", "is", found), label: found }
    : { trouble: "unknown_priority" };
}

async function status(work: Work, value: string): Promise<Meant> {
  const state = State.options.find((one) => one === same(value));
  if (state) return { condition: asked("state", "is", state), label: state };
  const own = (await listStatuses(work)).map(({ id, name }) => ({ id, names: [name] }));
  return among(own, value, "unknown_status", (ids) => asked("status", "one_of", ids));
}

async function holder(work: Work, value: string): Promise<Meant> {
  const wanted = fold(value);
  if (wanted === "me") return { condition: asked("holder", "is", "me"), label: "me" };
  if (wanted === "none" || wanted === "nobody")
    return { condition: asked("holder", "is_empty"), label: "none" };
  const people: Named[] = [];
  for (let after: string | undefined | null; after !== null; ) {
    const page: Awaited<ReturnType<typeof listAgents>> = await listAgents(work, { after, limit: 200 });
    people.push(...page.items.map(({ id, name, email }) => ({ id, names: [name, email] })));
    after = page.next;
  }
  return among(people, value, "unknown_person", (ids) => asked("holder", "one_of", ids));
}

async function team(work: Work, value: string): Promise<Meant> {
  const wanted = fold(value);
  if (wanted === "mine" || wanted === "my")
    return { condition: asked("team", "is", "my_teams"), label: "mine" };
  const { items } = await listTeams(work, { limit: 200 });
  const teams = items.map(({ id, name }) => ({ id, names: [name] }));
  return among(teams, value, "unknown_team", (ids) => asked("team", "one_of", ids));
}

/** Before the day, month or year begins; after counts from its beginning on. Days are those of the workspace. */
async function day(work: Work, term: "before" | "after", value: string): Promise<Meant> {
  const { timeZone } = await getWorkspace(work);
  const begin = beginOf(value, DateTime.fromJSDate(work.now, { zone: timeZone }));
  if (!begin) return { trouble: "unknown_day" };
  const at = begin.toUTC().toISO() as string;
  const condition = term === "before" ? asked("created", "before", at) : asked("last_message", "after", at);
  return { condition, label: begin.toISODate() as string, moment: begin.toJSDate() };
}

const units = { d: "days", w: "weeks", m: "months", y: "years" } as const;

function beginOf(value: string, now: DateTime): DateTime | null {
  const text = value.toLowerCase();
  const today = now.startOf("day");
  if (text === "today") return today;
  if (text === "yesterday") return today.minus({ days: 1 });
  const ago = /^(\d{1,3})([dwmy])$/.exec(text);
  if (ago) return today.minus({ [units[ago[2] as keyof typeof units]]: Number(ago[1]) });
  // 22.11.2026 is read everywhere as one day; 11/12/2026 is not.
  const iso = text.replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, "$3-$2-$1");
  if (!/^\d{4}(-\d{1,2}(-\d{1,2})?)?$/.test(iso)) return null;
  const [year = 0, month = 1, date = 1] = iso.split("-").map(Number);
  const begin = DateTime.fromObject({ year, month, day: date }, { zone: now.zone });
  return begin.isValid && year >= 1900 && year < 3000 ? begin : null;
}
