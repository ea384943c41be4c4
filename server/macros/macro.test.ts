import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordOrder } from "../../shared/commerce.ts";
import { getConversation, startConversation } from "../../shared/conversations.ts";
import { emptyContent, getDraft, saveDraft } from "../../shared/drafts.ts";
import { createField } from "../../shared/fields.ts";
import * as api from "../../shared/macros.ts";
import { listMessages } from "../../shared/messages.ts";
import { sendReply, takeReplyBack } from "../../shared/replies.ts";
import { createTeam } from "../../shared/teams.ts";
import { createTopic } from "../../shared/topics.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
let agent: Person;

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  agent = await newAgent(house, owner.workspaceId, "agent", "Ben Baker");
});
afterAll(() => house.close());

const hello = { en: '<p>Hello {{ customer.first_name | default: "there" }}</p>' };
const body = (more: object) => ({ name: "Hello", language: "en", texts: hello, ...more });
const make = (by: Person, more: object = {}) => by.call(api.createMacro, { body: body(more) });
const tryMake = (by: Person, more: object) => by.try(api.createMacro, { body: body(more) });
const names = async (by: Person) => (await by.call(api.listMacros)).items.map(({ name }) => name);

async function problem(
  name = "Ana Lopez",
  text = "Where is my order and when will it come to my house?",
): Promise<string> {
  const { id } = await agent.call(startConversation, {
    body: { customer: { email: "ana@home.example", name }, way: "phone", subject: "Order", text },
  });
  return id;
}
const apply = (id: string, macroId: string, more: object = {}) =>
  agent.call(api.applyMacro, { params: { id }, body: { macroId, ...more } });
const stateOf = (id: string) => agent.call(getConversation, { params: { id } });

test("of very many macros those used most are given with the word that there are more; any is found, and none is left out of an export", async () => {
  const { id } = await make(owner, { scope: "shared" });
  await sql`insert into macros select (jsonb_populate_record(m, jsonb_build_object(
      'id', gen_random_uuid(), 'name', 'Text ' || n, 'folder', 'Old/Letters'))).*
    from macros m, generate_series(1, 1000) n where m.id = ${id}::uuid`.execute(house.system);
  const { items, more } = await agent.call(api.listMacros);
  expect([items.length, more]).toEqual([1000, true]);
  const given = new Set(items.map(({ name }) => name));
  const missing = Array.from({ length: 1000 }, (_, at) => `Text ${at + 1}`).find((name) => !given.has(name));
  const query = { q: `LETTERS ${missing}` };
  const found = await agent.call(api.listMacros, { query });
  expect(found.items.map(({ name }) => name)).toContain(missing);
  expect((await agent.call(api.exportMacros)).macros).toHaveLength(1001);
});

test("one's own is made by anybody, a team's by a lead in it, one for all by an admin", async () => {
  const mate = await newAgent(house, owner.workspaceId);
  const stranger = await newAgent(house, owner.workspaceId, "lead");
  const lead = await newAgent(house, owner.workspaceId, "lead");
  const { id: teamId } = await owner.call(createTeam, {
    body: { name: "Returns", leadId: lead.id, memberIds: [agent.id, lead.id] },
  });
  const mine = await make(agent, { name: "Mine" });
  for (const [by, status] of [
    [agent, 403],
    [stranger, 403],
    [lead, 200],
  ] as const)
    expect((await tryMake(by, { name: "Ours", scope: "team", teamId })).status).toBe(status);
  expect((await tryMake(lead, { scope: "shared" })).status).toBe(403);
  expect((await tryMake(owner, { name: "All", scope: "shared" })).status).toBe(200);
  expect(await names(agent)).toEqual(["All", "Mine", "Ours"]);
  expect(await names(mate)).toEqual(["All"]);
  const params = { id: mine.id };
  expect((await mate.try(api.getMacro, { params })).status).toBe(404);
  expect((await owner.try(api.changeMacro, { params, body: { name: "Theirs" } })).status).toBe(404);
  const conversation = await problem();
  const theirs = await mate.try(api.applyMacro, { params: { id: conversation }, body: { macroId: mine.id } });
  expect(theirs.status).toBe(404);
});

test("a hostile name is text and never markup, whatever filter a text asks for", async () => {
  const { id: macroId } = await make(agent, {
    texts: { en: "<p>{{ customer.name }}|{{ customer.name | raw }}|{{ customer.name | upcase }}</p>" },
  });
  const id = await problem('<img src=x onerror="alert(1)"> Eve');
  const { html } = await apply(id, macroId);
  expect(html).not.toContain("<img");
  expect(html.match(/&lt;img/gi)).toHaveLength(3);
});

test("entities of the editor, unknown variables and broken texts are said by language and line", async () => {
  const check = (texts: object) => agent.call(api.checkMacro, { body: { texts } });
  const { troubles } = await check({
    en: "<p>Hello</p><p>{{ customer.nam }} {{ agent.constructor }}</p>",
    de: "<p>{% if conversation.number &gt; 1 %}</p><p>Hallo</p>",
    ar: '<p>{{ customer.first_name | default: "a &amp; b" }} {{ order.number }}</p>',
  });
  expect(troubles).toMatchObject([
    { language: "en", line: 2, why: expect.stringContaining("customer.nam") },
    { language: "en", line: 2, why: expect.stringContaining("agent.constructor") },
    { language: "de", why: expect.stringContaining("not closed") },
  ]);
  expect((await tryMake(agent, { texts: { en: "{{ customer.nam }}" } })).status).toBe(400);
  expect((await tryMake(agent, { texts: { de: "Hallo" } })).status).toBe(400);
});

test("a text that would never end, or wants another file, is refused when it is written", async () => {
  const check = (text: string) => agent.call(api.checkMacro, { body: { texts: { en: text } } });
  for (const [text, why] of [
    ["{% for i in (1..100000000) %}{% for j in (1..100000000) %}x{% endfor %}{% endfor %}", "too long"],
    ["{% include 'other' %}", 'tag "include" not found'],
  ] as const) {
    const trouble = { language: "en", line: 1, why: expect.stringContaining(why) };
    expect((await check(text)).troubles).toEqual([trouble]);
    expect((await tryMake(agent, { texts: { en: text } })).status).toBe(400);
  }
});

test("a text that would never end for one customer only is stopped, and its preview says why", async () => {
  const endless = "{% for i in (1..100000000) %}{% for j in (1..100000000) %}x{% endfor %}{% endfor %}";
  const texts = { en: `{% if customer.name %}${endless}{% endif %}` };
  const { id: macroId } = await make(agent, { texts });
  const id = await problem();
  const stopped = await agent.try(api.applyMacro, { params: { id }, body: { macroId } });
  expect(stopped.status).toBe(422);
  const preview = { conversationId: id, language: "en" };
  expect(await agent.call(api.checkMacro, { body: { texts, preview } })).toMatchObject({
    html: null,
    troubles: [{ language: "en", why: expect.stringContaining("too long") }],
  });
});

test("it speaks the customer's language where there is a text in it, and knows names, number and newest order", async () => {
  const texts = {
    en: "<p>{{ customer.first_name }}, {{ agent.first_name }} of {{ workspace.name }} on #{{ conversation.number }}: {{ order.number | default: 'none' }} {{ order.total }}</p>",
    de: "<p>Guten Tag {{ customer.first_name }}</p>",
  };
  const { id: macroId } = await make(agent, { texts });
  const german = await problem(
    "Ana Lopez",
    "Guten Tag, ich habe die Pumpe nicht bekommen und bitte Sie um eine Antwort",
  );
  expect(await apply(german, macroId)).toMatchObject({ language: "de", html: "<p>Guten Tag Ana</p>" });
  const number = (await stateOf(german)).number;
  const english = await apply(german, macroId, { language: "fr" });
  expect(english.html).toMatch(new RegExp(`^<p>Ana, Ben of Workshop \\d+ on #${number}: none </p>$`));
  await owner.call(recordOrder, {
    params: { number: "B-7" },
    body: {
      customer: { email: "ana@home.example" },
      status: "shipped",
      currency: "EUR",
      totalMinor: 1250,
      lines: [],
      placedAt: new Date().toISOString(),
    },
  });
  expect((await apply(german, macroId, { language: "en" })).html).toContain("B-7 €12.50");
});

async function rich() {
  const topic = await owner.call(createTopic, { body: { name: "Late" } });
  const field = await owner.call(createField, {
    body: { subject: "conversation", type: "text", label: "Serial", requiredOnResolve: true },
  });
  const macro = await make(agent, {
    actions: [
      { do: "follow" },
      { do: "tag", add: ["Late"] },
      { do: "prioritise", priority: "high" },
      { do: "classify", topicId: topic.id },
      { do: "fill", values: { [field.id]: "A-1" } },
    ],
    step: { kind: "resolve", reason: "Answered" },
  });
  return { topic, macro };
}

test("what a macro does takes place with the reply, all of it or nothing, and its use counts once", async () => {
  const { topic, macro } = await rich();
  const id = await problem();
  const { actions, step, html } = await apply(id, macro.id);
  expect(step).toEqual({ kind: "resolve", reason: "Answered" });
  expect(await stateOf(id)).toMatchObject({ tags: [], priority: "normal", topicId: null });
  const send = (more: object = {}) =>
    agent.try(sendReply, {
      params: { id },
      body: {
        html,
        actions,
        macroIds: [macro.id, macro.id],
        then: { state: "resolved", reason: "Done" },
        ...more,
      },
    });
  const wrong = await send({ actions: [...actions, { do: "snooze", until: "2020-01-01T00:00:00Z" }] });
  expect(wrong.status).toBeGreaterThanOrEqual(400);
  expect(await stateOf(id)).toMatchObject({ tags: [], state: "open" });
  expect((await send()).status).toBe(200);
  expect(await stateOf(id)).toMatchObject({
    tags: ["late"],
    priority: "high",
    topicId: topic.id,
    state: "resolved",
  });
  await house.runReactions();
  expect((await agent.call(api.getMacro, { params: { id: macro.id } })).used).toBe(1);
  const { items } = await agent.call(api.listMacros);
  expect(items[0]?.myLastUseAt).not.toBeNull();
  expect((await owner.call(api.listMacros)).items).toEqual([]);
});

test("a reply that is taken back takes its actions and its count along; they are in the draft again", async () => {
  await house.system
    .updateTable("workspaces")
    .set({ undoSeconds: 30 })
    .where("id", "=", owner.workspaceId)
    .execute();
  const { macro } = await rich();
  const id = await problem();
  const { actions, html } = await apply(id, macro.id);
  const then = { state: "waiting" as const };
  const sent = await agent.call(sendReply, {
    params: { id },
    body: { html, actions, macroIds: [macro.id], then },
  });
  await house.runReactions();
  expect((await agent.call(api.getMacro, { params: { id: macro.id } })).used).toBe(1);
  const back = await agent.call(takeReplyBack, { params: { id: sent.id } });
  expect(back.macroIds).toEqual([macro.id]);
  expect(back.actions.map((action) => action.do).toSorted()).toEqual(
    actions.map((action) => action.do).toSorted(),
  );
  expect(await stateOf(id)).toMatchObject({ tags: [], priority: "normal", topicId: null, state: "open" });
  await house.runReactions();
  expect(await agent.call(api.getMacro, { params: { id: macro.id } })).toMatchObject({
    used: 0,
    lastUsedAt: null,
  });
  expect((await agent.call(getDraft, { params: { id } })).content?.macroIds).toEqual([macro.id]);
});

test("a reply that leaves later does what goes with it when it leaves, and not before", async () => {
  const { macro } = await rich();
  const id = await problem();
  const { actions, html } = await apply(id, macro.id);
  const sendAt = new Date(house.clock.now().getTime() + 3_600_000).toISOString();
  const then = { state: "waiting" as const };
  await agent.call(sendReply, {
    params: { id },
    body: { html, actions, macroIds: [macro.id], then, sendAt },
  });
  await house.runReactions();
  expect(await stateOf(id)).toMatchObject({ tags: [] });
  house.clock.advance(3_700_000);
  await house.runSchedules();
  await house.runReactions();
  expect(await stateOf(id)).toMatchObject({ tags: ["late"], state: "waiting" });
  expect((await agent.call(listMessages, { params: { id } })).items).toHaveLength(2);
  expect((await agent.call(api.getMacro, { params: { id: macro.id } })).used).toBe(1);
});

test("times count from when it is applied: two business days, an hour", async () => {
  const macro = await make(agent, {
    actions: [{ do: "snooze", in: { amount: 1, unit: "hours" } }],
    step: { kind: "promise", in: { amount: 2, unit: "business_days" }, text: "Look again", onHold: false },
  });
  const now = house.clock.now().getTime();
  const { actions, step } = await apply(await problem(), macro.id);
  expect(actions).toMatchObject([{ do: "snooze", until: expect.any(Date) }]);
  expect(step?.kind === "promise" && step.at.getTime() - now).toBeGreaterThanOrEqual(86_400_000);
});

test("archived it is kept, a copy is one's own, and an export is taken in once", async () => {
  const shared = await make(owner, {
    scope: "shared",
    folder: " Orders / Late/ ",
    actions: [{ do: "tag", add: ["x"] }],
  });
  expect(shared.folder).toBe("Orders/Late");
  const params = { id: shared.id };
  expect((await agent.try(api.archiveMacro, { params })).status).toBe(403);
  const copy = await agent.call(api.copyMacro, { params });
  expect(copy).toMatchObject({ scope: "personal", ownerId: agent.id, used: 0, folder: "Orders/Late" });
  await owner.call(api.archiveMacro, { params });
  expect((await owner.call(api.exportMacros)).macros).toEqual([]);
  await owner.call(api.restoreMacro, { params });
  const { macros } = await owner.call(api.exportMacros);
  const other = await newWorkspace(house);
  const topic = await owner.call(createTopic, { body: { name: "Late" } });
  const carried = macros.map((macro) => ({
    ...macro,
    actions: [...macro.actions, { do: "classify", topicId: topic.id }],
  }));
  const take = () => other.call(api.importMacros, { body: { macros: carried, scope: "shared" } });
  expect(await take()).toEqual({ made: 1, skipped: 0, leftOut: [{ name: "Hello", do: "classify" }] });
  expect(await take()).toMatchObject({ made: 0, skipped: 1 });
});

test("a draft keeps what will be done with it, on every device", async () => {
  const id = await problem();
  const content = {
    ...emptyContent,
    reply: "<p>Soon</p>",
    actions: [{ do: "tag" as const, add: ["late"], remove: [] }],
  };
  await agent.call(saveDraft, { params: { id }, body: { content, base: null } });
  expect((await agent.call(getDraft, { params: { id } })).content?.actions).toEqual(content.actions);
});

test("a saved text only says something", async () => {
  const wrong = await tryMake(agent, { kind: "text", actions: [{ do: "follow" }] });
  expect(wrong.status).toBe(400);
  expect((await tryMake(agent, { kind: "text" })).status).toBe(200);
});
