import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { reopenConversation, resolveConversation } from "../../shared/conversation-states.ts";
import { changeConversation, startConversation } from "../../shared/conversations.ts";
import { assign } from "../../shared/handovers.ts";
import * as api from "../../shared/playbook.ts";
import { sendReply, writeNote } from "../../shared/replies.ts";
import { classify, createRootCause, createTopic } from "../../shared/topics.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { apologyIn } from "./apology.ts";

let house: TestHouse;
let owner: Person;
let made = 0;

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
});
afterAll(() => house.close());

async function begin(type: string | null = "complaint"): Promise<string> {
  const { id } = await owner.call(startConversation, {
    body: { customer: { email: `p${++made}@shop.example` }, subject: "Kettle", text: "It leaks", type },
  });
  return id;
}
const look = (id: string) => owner.call(api.getPlaybook, { params: { id } });
const done = async (id: string) => (await look(id)).steps.filter((step) => step.done).map(({ step }) => step);
const reply = async (id: string, text: string, who = owner) => {
  house.clock.advance(60_000);
  return who.call(sendReply, { params: { id }, body: { text, then: { state: "waiting" } } });
};
const resolve = (id: string) =>
  owner.call(resolveConversation, { params: { id }, body: { reason: "A new kettle" } });

test("each step is ticked by what happened, with what ticked it, and not before", async () => {
  const id = await begin();
  expect(await done(id)).toEqual(["owned"]);
  const first = await reply(id, "Hello Ana. We are sorry that your kettle leaks. We look into it.");
  expect(await done(id)).toEqual(["acknowledged", "owned"]);
  const { suggestion } = await look(id);
  expect(suggestion).toEqual({ messageId: first.id, sentence: "We are sorry that your kettle leaks." });
  const body = { messageId: first.id };
  const { steps } = await owner.call(api.confirmApology, { params: { id }, body });
  expect(steps[2]).toMatchObject({ done: true, messageId: first.id, by: { id: owner.id } });
  await owner.call(writeNote, { params: { id }, body: { text: "Short", mentions: [], fileIds: [] } });
  expect(await done(id)).not.toContain("understood");
  const text = "The seal of the lid is worn out after two weeks, and she wants a new kettle.";
  const note = await owner.call(writeNote, { params: { id }, body: { text, mentions: [], fileIds: [] } });
  expect((await look(id)).steps[1]).toMatchObject({ done: true, messageId: note.id, words: text });
  await resolve(id);
  expect((await look(id)).steps[4]).toMatchObject({ done: true, words: "A new kettle" });
  await reply(id, "Does the new one hold?");
  const cause = await owner.call(createRootCause, { body: { name: "Worn seal" } });
  await owner.call(classify, { params: { id }, body: { topicId: null, rootCauseId: cause.id } });
  expect((await look(id)).steps[6]).toMatchObject({ done: true, words: "Worn seal" });
  expect(await done(id)).toEqual([...api.playbookSteps]);
});

test("it is no longer owned by one when it changes hands after the first reply", async () => {
  const ben = await newAgent(house, owner.workspaceId);
  const id = await begin();
  await owner.call(assign, { params: { id }, body: { agentId: ben.id } });
  house.clock.advance(60_000);
  await reply(id, "Hello", ben);
  expect(await done(id)).toContain("owned");
  house.clock.advance(60_000);
  await owner.call(assign, { params: { id }, body: { agentId: owner.id } });
  expect(await done(id)).not.toContain("owned");
});

test("a complaint is what its type says, and without a type what its topic or one above it says", async () => {
  const parent = await owner.call(createTopic, { body: { name: "Complaints", complaint: true } });
  const below = await owner.call(createTopic, { body: { name: "Broken", parentId: parent.id } });
  const id = await begin(null);
  expect(await look(id)).toMatchObject({ complaint: false, why: null });
  await owner.call(classify, { params: { id }, body: { topicId: below.id } });
  expect(await look(id)).toMatchObject({ complaint: true, why: "topic" });
  await owner.call(changeConversation, { params: { id }, body: { type: "question" } });
  expect(await look(id)).toMatchObject({ complaint: false });
  await owner.call(changeConversation, { params: { id }, body: { type: "complaint" } });
  expect(await look(id)).toMatchObject({ complaint: true, why: "type" });
});

test("an apology is found in English, German and Arabic, and confirmed only where one stands", async () => {
  expect(apologyIn("Dear Ana. I apologise for the wait. Bye.")).toBe("I apologise for the wait.");
  expect(apologyIn("Hallo. Es tut uns leid, dass er undicht ist.")).toMatch(/^Es tut uns leid/);
  expect(apologyIn("Wir bitten um Entschuldigung!")).toBe("Wir bitten um Entschuldigung!");
  expect(apologyIn("مرحبا. نعتذر عن التأخير.")).toBe("نعتذر عن التأخير.");
  expect(apologyIn("Your parcel is on its way.")).toBeNull();
  const id = await begin();
  const plain = await reply(id, "Your parcel is on its way.");
  const refused = await owner.try(api.confirmApology, { params: { id }, body: { messageId: plain.id } });
  expect(refused.status).toBe(422);
  const sorry = await reply(id, "Sorry for that.");
  await owner.call(api.confirmApology, { params: { id }, body: { messageId: sorry.id } });
  await owner.call(api.withdrawApology, { params: { id } });
  expect(await done(id)).not.toContain("apologised");
});

test("figures tell the share of complaints with every step, and none without complaints", async () => {
  const figures = () => owner.call(api.getPlaybookFigures);
  expect(await figures()).toMatchObject({ complaints: 0, share: null });
  const [id] = [await begin(), await begin(), await begin("question")];
  await resolve(id);
  await owner.call(reopenConversation, { params: { id } });
  expect(await figures()).toMatchObject({ complaints: 2, complete: 0, share: 0 });
  expect((await figures()).steps).toContainEqual({ step: "solution", done: 1 });
  expect((await figures()).steps).toContainEqual({ step: "owned", done: 2 });
});
