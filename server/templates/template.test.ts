import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as api from "../../shared/conversation-templates.ts";
import { getConversation, startConversation } from "../../shared/conversations.ts";
import { createField, getConversationFields } from "../../shared/fields.ts";
import { listMessages } from "../../shared/messages.ts";
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

const make = (by: Person, body: object) =>
  by.try(api.createConversationTemplate, { body: { name: "Call", ...body } });
const seenBy = async (person: Person) =>
  (await person.call(api.listConversationTemplates)).items.map(({ name }) => name);

test("one's own is seen by oneself, a team's by its members, one for all by everybody", async () => {
  const mate = await newAgent(house, owner.workspaceId);
  const { id: teamId } = await owner.call(createTeam, {
    body: { name: "Returns", leadId: owner.id, memberIds: [agent.id] },
  });
  expect((await make(agent, { name: "Mine" })).status).toBe(200);
  expect((await make(agent, { name: "Ours", scope: "team", teamId })).status).toBe(200);
  expect((await make(mate, { name: "Theirs", scope: "team", teamId })).status).toBe(403);
  expect((await make(agent, { name: "All", scope: "shared" })).status).toBe(403);
  expect((await make(owner, { name: "All", scope: "shared" })).status).toBe(200);
  expect(await seenBy(agent)).toEqual(["All", "Mine", "Ours"]);
  expect(await seenBy(mate)).toEqual(["All"]);
  const mine = (await agent.call(api.listConversationTemplates)).items.find(({ name }) => name === "Mine");
  const params = { id: mine?.id ?? "" };
  expect((await mate.try(api.removeConversationTemplate, { params })).status).toBe(404);
  expect((await mate.try(api.fillConversationTemplate, { params, body: { customer: {} } })).status).toBe(404);
  await agent.call(api.changeConversationTemplate, { params, body: { name: "Mine too" } });
  await agent.call(api.removeConversationTemplate, { params });
  expect(await seenBy(agent)).toEqual(["All", "Ours"]);
});

test("its words know customer, colleague and company, and reach no further", async () => {
  const { id } = await agent.call(api.createConversationTemplate, {
    body: {
      name: "Welcome",
      subject: "Hello {{ customer.first_name | default: 'there' }}",
      body: "{{ agent.name }} of {{ workspace.name }}: |{{ customer.email }}",
    },
  });
  // One that was written before names were looked at.
  const reaching =
    "{{ agent.name }} of {{ workspace.name }}: {{ customer.constructor }}{{ customer.__proto__ }}|{{ customer.email }}";
  await house.system
    .updateTable("conversationTemplates")
    .set({ body: reaching })
    .where("id", "=", id)
    .execute();
  const fill = (customer: object) =>
    agent.call(api.fillConversationTemplate, { params: { id }, body: { customer } });
  const known = await fill({ name: "Ana Lopez", email: "ana@home.example" });
  expect(known.subject).toBe("Hello Ana");
  expect(known.body).toMatch(/^Ben Baker of Workshop \d+: \|ana@home.example$/);
  expect((await fill({})).subject).toBe("Hello there");
  const endless = "{% for i in (1..100000000) %}{% for j in (1..100000000) %}x{% endfor %}{% endfor %}";
  for (const body of ["{% if %}", "Dear\n{{ customer.firstname }}", "{{ customer.constructor }}", endless]) {
    const broken = await make(agent, { body });
    expect(broken.status).toBe(400);
    expect((broken.body["errors"] as { path: string }[])[0]?.path).toBe("/body");
  }
  expect((await make(agent, { subject: "Dear {{ customer.firstname }}" })).body["detail"]).toBe(
    "This cannot be read: line 1: undefined variable: customer.firstname",
  );
});

test("a call is noted with all a template says, for a customer who has only a number; the use is counted", async () => {
  const late = await owner.call(createTopic, { body: { name: "Late" } });
  const serial = await owner.call(createField, {
    body: { subject: "conversation", type: "text", label: "Serial" },
  });
  const { id: forTeamId } = await owner.call(createTeam, {
    body: { name: "Returns", leadId: owner.id, memberIds: [agent.id] },
  });
  const template = await owner.call(api.createConversationTemplate, {
    body: { name: "Call", scope: "shared", fields: { [serial.id]: "A-1" }, topicId: late.id, forTeamId },
  });
  const call = (phone: string) =>
    agent.call(startConversation, {
      body: {
        customer: { phone, name: "Ana Lopez" },
        way: "phone",
        type: "complaint",
        subject: "Where is it",
        text: "She called",
        topicId: template.topicId,
        fields: template.fields,
        teamId: template.forTeamId,
        templateId: template.id,
        tags: ["Late", "late"],
      },
    });
  const first = await call("+49 (30) 123-45");
  const second = await call("+493012345");
  expect(first).toMatchObject({
    type: "complaint",
    topicId: late.id,
    holder: null,
    team: { id: forTeamId },
    tags: ["late"],
    customer: { name: "Ana Lopez", email: null },
  });
  expect(second.customer.id).toBe(first.customer.id);
  const { items } = await owner.call(listMessages, { params: { id: first.id } });
  expect(items).toMatchObject([{ channel: "phone", direction: "in", text: "She called" }]);
  const sheet = await owner.call(getConversationFields, { params: { id: first.id } });
  expect(sheet.items).toMatchObject([{ value: "A-1" }]);
  await house.runReactions();
  expect((await owner.call(api.listConversationTemplates)).items[0]?.used).toBe(2);
});

test("the first word can be ours: it goes out by mail, the answer is waited for, and no promise counts as kept", async () => {
  const { id } = await agent.call(startConversation, {
    body: {
      customer: { email: "new@home.example", name: "Nora New" },
      way: "email",
      subject: "Your order",
      text: "Dear Nora, it comes tomorrow.",
    },
  });
  await house.runReactions();
  const begun = await agent.call(getConversation, { params: { id } });
  expect(begun).toMatchObject({ state: "waiting", holder: { id: agent.id }, promise: { kind: "check_in" } });
  const { items } = await agent.call(listMessages, { params: { id } });
  expect(items).toMatchObject([
    { direction: "out", channel: "email", deliveries: [{ to: "new@home.example" }] },
  ]);
  const promises = await house.system
    .selectFrom("promises")
    .select(["kind", "outcome"])
    .where("conversationId", "=", id)
    .orderBy("kind")
    .execute();
  expect(promises).toEqual([
    { kind: "check_in", outcome: null },
    { kind: "first_reply", outcome: "withdrawn" },
  ]);
  const noAddress = await agent.try(startConversation, {
    body: { customer: { phone: "123" }, way: "email", subject: "Hello", text: "Hello" },
  });
  expect(noAddress.status).toBe(400);
});

test("refuses fields, topics and teams that are not there", async () => {
  const nobody = "01890000-0000-7000-8000-000000000000";
  for (const wrong of [{ topicId: nobody }, { fields: { [nobody]: "x" } }])
    expect((await make(agent, wrong)).status).toBe(404);
  expect((await make(agent, { forTeamId: nobody })).status).toBeGreaterThanOrEqual(400);
});
