import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeAgent } from "../../shared/agents.ts";
import { type AuditEntry, exportLog, listLastChanges, listLog } from "../../shared/audit.ts";
import { startConversation } from "../../shared/conversations.ts";
import { createField } from "../../shared/fields.ts";
import { createKey } from "../../shared/keys.ts";
import { createMacro } from "../../shared/macros.ts";
import { addTask, createChecklist } from "../../shared/tasks.ts";
import { changeTeam, createTeam } from "../../shared/teams.ts";
import { inject, newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { newId } from "../platform/ids.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

type Wanted = Record<string, string | number>;
const log = async (query: Wanted = {}, who = owner) => (await who.call(listLog, { query })).items;
const names = (entries: readonly AuditEntry[]) => entries.map(({ name }) => name);

async function takeFile(who: Person, query: Wanted = {}) {
  const url = `${exportLog.path}?${new URLSearchParams(query as Record<string, string>).toString()}`;
  const answer = await house.app.fastify.inject({ method: "GET", url, headers: { cookie: who.cookie } });
  return { status: answer.statusCode, text: answer.body, headers: answer.headers };
}

test("says who did what to what, and what it was before", async () => {
  owner = await newWorkspace(house);
  const ben = await newAgent(house, owner.workspaceId, "agent", "Ben");
  await owner.call(changeAgent, { params: { id: ben.id }, body: { role: "lead" } });
  const team = await owner.call(createTeam, { body: { name: "Mill", leadId: ben.id, memberIds: [] } });
  await owner.call(changeTeam, {
    params: { id: team.id },
    body: { name: "Workshop", leadId: ben.id, memberIds: [] },
  });
  const [changed, made, role] = await log({ limit: 3 });
  expect(changed).toMatchObject({
    name: "team.changed",
    actor: { kind: "agent", id: owner.id, name: "Olga Owner" },
    subject: { kind: "team", id: team.id, name: "Workshop" },
    data: { changes: { name: { from: "Mill", to: "Workshop" } } },
  });
  expect(made).toMatchObject({ name: "team.created", subject: { id: team.id } });
  expect(role).toMatchObject({
    subject: { kind: "agent", id: ben.id, name: "Ben" },
    data: { changes: { role: { from: "agent", to: "lead" } } },
  });
});

test("macros and checklists are named, and tasks are found with the conversations, not with the settings", async () => {
  owner = await newWorkspace(house);
  await owner.call(createMacro, { body: { name: "Thanks", texts: { en: "Thank you" }, language: "en" } });
  await owner.call(createChecklist, { body: { name: "Return", steps: ["Weigh it"] } });
  expect((await log({ area: "settings", limit: 2 })).map(({ subject }) => subject?.name)).toEqual([
    "Return",
    "Thanks",
  ]);
  const customer = { email: "ana@shop.example", name: "Ana" };
  const { id } = await owner.call(startConversation, {
    body: { customer, subject: "Kettle", text: "It leaks." },
  });
  await owner.call(addTask, { params: { id }, body: { title: "Weigh it" } });
  expect(names(await log({ area: "conversations" }))).toContain("task.added");
  expect(names(await log({ area: "settings" }))).not.toContain("task.added");
});

test("what a program, a customer and Baton did is told apart, and a conversation is named by its number", async () => {
  owner = await newWorkspace(house);
  const { secret } = await owner.call(createKey, {
    body: { name: "Shop", scopes: ["settings:write", "settings:read"] },
  });
  const key = { authorization: `Bearer ${secret}` };
  const field = { subject: "conversation", type: "text", label: "Serial" };
  expect((await inject(house, createField, { body: field }, key)).status).toBe(200);
  const conversation = await owner.call(startConversation, {
    body: { customer: { email: "ana@shop.example", name: "Ana" }, subject: "Kettle", text: "It leaks." },
  });
  const [made] = await log({ actorKind: "key" });
  expect(made).toMatchObject({
    actor: { kind: "key", name: "Shop" },
    subject: { kind: "field", name: "Serial" },
  });
  expect((await log({ actorKind: "system" })).every(({ actor }) => actor.kind === "system")).toBe(true);
  const about = await log({ conversationId: conversation.id });
  expect(about.length).toBeGreaterThan(0);
  for (const { subject } of about)
    expect(subject).toMatchObject({
      kind: "conversation",
      id: conversation.id,
      name: `#${conversation.number}`,
    });
  // The key may read the log, but nobody let it read customers.
  const { body } = await inject(house, listLog, { query: { limit: 200 } }, key);
  expect(JSON.stringify(body)).not.toContain("Ana");
  expect(JSON.stringify(await log({ limit: 200 }))).toContain("Ana");
});

test("is narrowed by part, person, thing and time, page by page, and nothing is left out or told twice", async () => {
  owner = await newWorkspace(house);
  const ben = await newAgent(house, owner.workspaceId, "admin", "Ben");
  const made: string[] = [];
  for (let count = 0; count < 5; count++) {
    house.clock.advance(60_000);
    const body = { subject: "conversation", type: "text", label: `Field ${count}` };
    made.push((await (count % 2 ? ben : owner).call(createField, { body })).id);
  }
  const settings = await log({ area: "settings", limit: 200 });
  expect(names(settings).slice(0, 5)).toEqual(Array(5).fill("field.created"));
  expect(names(settings)).not.toContain("agent.joined");
  expect(names(await log({ area: "people" }))).toContain("agent.joined");
  expect(names(await log({ actorId: ben.id }))).toEqual(["field.created", "field.created"]);
  expect(await log({ subjectId: made[3] ?? "" })).toMatchObject([{ subject: { name: "Field 3" } }]);
  const [last, , middle] = settings;
  const between = await log({ from: middle?.at.toISOString() ?? "", until: last?.at.toISOString() ?? "" });
  expect(between.map(({ id }) => id)).toEqual(settings.slice(1, 3).map(({ id }) => id));

  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: { items: AuditEntry[]; next: string | null } = await owner.call(listLog, {
      query: { limit: 2, ...(after && { after }) },
    });
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after);
  expect(seen).toEqual((await log({ limit: 200 })).map(({ id }) => id));
  house.clock.set(new Date());
});

test("the last change of a thing is told to agents, signing in is none, and another workspace's are not there", async () => {
  owner = await newWorkspace(house);
  const stranger = await newWorkspace(house);
  const ben = await newAgent(house, owner.workspaceId, "agent", "Ben");
  const team = await owner.call(createTeam, { body: { name: "Mill", leadId: ben.id, memberIds: [] } });
  const of = [team.id, ben.id, owner.workspaceId, newId()].join(",");
  const { items } = await ben.call(listLastChanges, { query: { of } });
  const found = Object.fromEntries(
    items.map(({ subjectId, name, actor }) => [subjectId, [name, actor.name]]),
  );
  expect(found).toEqual({
    [team.id]: ["team.created", "Olga Owner"],
    [ben.id]: ["agent.joined", null],
    [owner.workspaceId]: ["workspace.created", null],
  });
  expect((await stranger.call(listLastChanges, { query: { of } })).items).toEqual([]);
  expect((await ben.try(listLastChanges, { query: { of: "nonsense" } })).status).toBe(400);
});

test("the whole log is one file, of more than one page, and who took it is recorded", async () => {
  owner = await newWorkspace(house);
  await house.work(owner.actor, async (work) => {
    for (let count = 0; count < 2_100; count++) work.record("workspace.changed", { fields: [String(count)] });
  });
  const hostile = { subject: "conversation", type: "text", label: '=cmd|"/c calc"!A1' };
  await owner.call(createField, { body: hostile });

  const { text, headers } = await takeFile(owner);
  expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
  expect(headers["content-disposition"]).toMatch(/^attachment; filename="audit-log-\d{4}-\d\d-\d\d\.csv"$/);
  const lines = text.trimEnd().split("\r\n");
  expect(lines[0]).toBe(
    "\uFEFFwhen,who_kind,who,who_id,event,subject_kind,subject,subject_id,before,after,details,event_id,because_of",
  );
  expect(lines.filter((line) => line.includes("workspace.changed"))).toHaveLength(2_100);
  expect(text).toContain(`"'=cmd|""/c calc""!A1"`);

  const json = JSON.parse((await takeFile(owner, { format: "json", area: "settings" })).text) as AuditEntry[];
  expect(new Set(json.map(({ id }) => id)).size).toBe(json.length);
  // 2,100 changes, the workspace, the field, and the first export: it, too, is in the second one.
  expect(json).toHaveLength(2_103);
  expect(await log({ limit: 1 })).toMatchObject([
    { name: "log.exported", actor: { id: owner.id }, data: { format: "json", filter: { area: "settings" } } },
  ]);
  const empty = await takeFile(owner, { format: "json", subjectId: newId() });
  expect(JSON.parse(empty.text)).toEqual([]);
  const lead = await newAgent(house, owner.workspaceId, "lead");
  expect((await takeFile(lead)).status).toBe(403);
});

test("an upgrade finds the subjects of what had happened before", async () => {
  owner = await newWorkspace(house);
  await owner.call(createTeam, { body: { name: "Mill", leadId: owner.id, memberIds: [] } });
  await owner.call(createField, { body: { subject: "conversation", type: "text", label: "Serial" } });
  await owner.call(startConversation, {
    body: { customer: { email: "ana@shop.example" }, subject: "Kettle", text: "It leaks." },
  });
  const subjects = async () =>
    house.system
      .selectFrom("events")
      .select(["name", "subjectId"])
      .where("workspaceId", "=", owner.workspaceId)
      .orderBy("position")
      .execute();
  const before = await subjects();
  expect(before.filter(({ subjectId }) => subjectId !== null).length).toBeGreaterThan(3);
  await house.system
    .updateTable("events")
    .set({ subjectId: null })
    .where("workspaceId", "=", owner.workspaceId)
    .execute();
  const migration = await readFile(join(import.meta.dirname, "../migrations/0049-audit.sql"), "utf8");
  await sql.raw(/^update events.*?;/ms.exec(migration)?.[0] ?? "").execute(house.system);
  expect(await subjects()).toEqual(before);
});
