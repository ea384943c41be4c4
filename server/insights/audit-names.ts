import { type RawBuilder, sql } from "kysely";
import type { Work } from "../platform/work.ts";
import { maySeeCustomers } from "./access.ts";

/** Somebody who acted, or what was acted on. */
export interface Thing {
  kind: string;
  id: string | null;
}

/** What a thing is called; null for what is gone or nameless. */
export type NameOf = (thing: Thing) => string | null;

const from = (table: string, name: RawBuilder<unknown>) =>
  sql`select id, ${name} as name from ${sql.table(table)}`;
const named = (table: string) => from(table, sql`name`);

/** Where each kind of thing has its name. Of a conversation its number only: its subject is the customer's words. */
const sources: Record<string, RawBuilder<unknown>> = {
  agent: named("agents"),
  team: named("teams"),
  role: named("roles"),
  key: named("api_keys"),
  inbox: named("inboxes"),
  topic: named("topics"),
  root_cause: named("root_causes"),
  status: named("statuses"),
  conversation_template: named("conversation_templates"),
  saved_view: named("saved_views"),
  macro: named("macros"),
  checklist: named("checklists"),
  customer: named("customers"),
  field: from("fields", sql`label`),
  address: from("suppressions", sql`address`),
  dkim_key: from("dkim_keys", sql`domain`),
  conversation: from("conversations", sql`'#' || number`),
};

const secret = new Set(["customer", "address"]);

/** Looks up what all of these are called, one query for each kind; a key that may not read customers learns no customer's name. */
export async function nameThem(work: Work, things: readonly Thing[]): Promise<NameOf> {
  const names = new Map<string, string>();
  const wanted = Map.groupBy(things, ({ kind }) => kind);
  for (const [kind, some] of wanted) {
    const source = sources[kind];
    const ids = [...new Set(some.flatMap(({ id }) => id ?? []))];
    if (!source || ids.length === 0 || (secret.has(kind) && !maySeeCustomers(work))) continue;
    const { rows } = await sql<{ id: string; name: string }>`${source}
      where workspace_id = ${work.workspaceId}::uuid and id = any(${ids}::uuid[])`.execute(work.db);
    for (const { id, name } of rows) names.set(`${kind} ${id}`, name);
  }
  return ({ kind, id }) => names.get(`${kind} ${id}`) ?? null;
}
