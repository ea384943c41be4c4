import { DateTime } from "luxon";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { resolveConversation } from "../../shared/conversation-states.ts";
import { changeConversation, startConversation } from "../../shared/conversations.ts";
import { addIdentity, changeCustomer } from "../../shared/customers.ts";
import { assign } from "../../shared/handovers.ts";
import { sendReply, takeReplyBack, writeNote } from "../../shared/replies.ts";
import { createSavedView, listViewConversations } from "../../shared/saved-views.ts";
import { search } from "../../shared/search.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
let made = 0;

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  owner = await newWorkspace(house, "Europe/Berlin");
});
afterAll(() => house.close());

interface Begun {
  subject?: string;
  text?: string;
  name?: string;
  email?: string;
}

const begin = async ({ subject = "A question", text = "Hello.", name = "", email }: Begun, by = owner) => {
  const customer = { email: email ?? `s${++made}@shop.example`, name };
  const begun = await by.call(startConversation, { body: { customer, subject, text } });
  house.clock.advance(60_000);
  return begun;
};
const found = async (q: string, by = owner) => {
  await house.runReactions();
  return by.call(search, { query: { q } });
};
const subjects = async (q: string, by = owner) =>
  (await found(q, by)).conversations.map(({ row }) => row.subject);
const troubles = async (q: string) => (await found(q)).understood.troubles.map(({ code }) => code);

test("words are found in subjects, texts, notes and by who wrote, the newest first, one line for each conversation", async () => {
  const kettle = await begin({ subject: "The kettle", text: "It leaks since Monday.", name: "Ana López" });
  await begin({ subject: "My lamp", text: "It flickers. So did the kettle." });
  await owner.call(writeNote, { params: { id: kettle.id }, body: { text: "Probably the gasket." } });
  expect(await subjects("kettle")).toEqual(["The kettle", "My lamp"]);
  expect(await subjects("KETT")).toEqual(["The kettle", "My lamp"]);
  expect(await subjects("leaks kettle")).toEqual(["The kettle"]);
  expect(await subjects("gasket")).toEqual(["The kettle"]);
  expect(await subjects("lopez leaks")).toEqual(["The kettle"]);
  expect(await subjects("kettle%")).toEqual(["The kettle", "My lamp"]);
  expect(await subjects("kettles")).toEqual([]);
  expect(await subjects("'; drop table")).toEqual([]);
});

test("a find says which message it is and marks the words in it", async () => {
  await begin({ subject: "The kettle", text: "Since Monday it leaks.", name: "Ana" });
  const [first] = (await found("kettle leak")).conversations;
  const { text, marks } = first?.hit?.snippet ?? { text: "", marks: [] };
  expect(first?.hit).toMatchObject({ kind: "reply", author: "Ana" });
  expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(["leaks"]);
  expect(first?.subject.map(([from, to]) => first.row.subject.slice(from, to))).toEqual(["kettle"]);
});

test("phrases, -without, or, and ( ) are obeyed", async () => {
  await begin({ subject: "One", text: "the blue kettle leaks" });
  await begin({ subject: "Two", text: "a kettle, blue, that leaks" });
  await begin({ subject: "Three", text: "the lamp flickers" });
  expect(await subjects('"blue kettle"')).toEqual(["One"]);
  expect(await subjects('kettle -"blue kettle"')).toEqual(["Two"]);
  expect(await subjects("lamp or leaks")).toEqual(["Three", "Two", "One"]);
  expect(await subjects("(lamp or kettle) the")).toEqual(["Three", "One"]);
  expect(await subjects("-kettle")).toEqual(["Three"]);
});

test("scripts without spaces and without accents are found", async () => {
  await begin({ subject: "電話機が壊れた", text: "修理してください" });
  await begin({ subject: "الغلاية مكسورة", text: "أرجو المساعدة" });
  await begin({ subject: "Kühlschrank", text: "Er ist laut." });
  expect(await subjects("電話")).toEqual(["電話機が壊れた"]);
  expect(await subjects("修理")).toEqual(["電話機が壊れた"]);
  expect(await subjects("غلايه")).toEqual(["الغلاية مكسورة"]);
  expect(await subjects("kuhlschrank")).toEqual(["Kühlschrank"]);
});

test("operators about messages", async () => {
  const { id } = await begin({
    subject: "Kettle",
    text: "It leaks.",
    name: "Ana Lopez",
    email: "ana@lopez.example",
  });
  await begin({ subject: "Lamp", text: "Not the kettle, says Ana.", name: "Ben" });
  await owner.call(writeNote, { params: { id }, body: { text: "A regular." } });
  expect(await subjects("from:ana")).toEqual(["Kettle"]);
  expect(await subjects("from:ana@lopez.example")).toEqual(["Kettle"]);
  expect(await subjects('from:"Ana Lopez"')).toEqual(["Kettle"]);
  expect(await subjects("subject:kettle")).toEqual(["Kettle"]);
  expect(await subjects("-from:ana says kettle")).toEqual(["Lamp"]);
  expect(await subjects("has:note")).toEqual(["Kettle"]);
  expect(await subjects("has:attachment")).toEqual([]);
});

test("operators about conversations, by the names people know", async () => {
  const ben = await newAgent(house, owner.workspaceId, "agent", "Ben Baker");
  const { id, number } = await begin({ subject: "Kettle", text: "It leaks." });
  await begin({ subject: "Lamp", text: "It leaks light." });
  await owner.call(changeConversation, { params: { id }, body: { tags: ["vip"], priority: "urgent" } });
  await owner.call(assign, { params: { id }, body: { agentId: ben.id } });
  for (const q of [
    "tag:vip",
    "priority:urgent",
    "holder:ben",
    'holder:"Ben Baker"',
    `#${number}`,
    "-holder:me",
  ])
    expect([q, await subjects(q)]).toEqual([q, ["Kettle"]]);
  expect(await subjects("leaks holder:ben")).toEqual(["Kettle"]);
  expect(await subjects("leaks -holder:ben")).toEqual(["Lamp"]);
  expect(await subjects("leaks (tag:vip or priority:normal)")).toEqual(["Lamp", "Kettle"]);
  expect(await subjects("holder:me", ben)).toEqual(["Kettle"]);
  await owner.call(resolveConversation, { params: { id }, body: { reason: "Mended" } });
  expect(await subjects("status:resolved")).toEqual(["Kettle"]);
  expect(await subjects("leaks status:open")).toEqual(["Lamp"]);
});

test("a number alone is a conversation's, before what else has it", async () => {
  const { number } = await begin({ subject: "Kettle", text: "It leaks." });
  await begin({ subject: "Lamp", text: `Like number ${number}.` });
  expect(await subjects(String(number))).toEqual(["Kettle", "Lamp"]);
});

test("days are those of the workspace, for conversations and for messages", async () => {
  const midnight = DateTime.fromJSDate(house.clock.now(), { zone: "Europe/Berlin" })
    .startOf("day")
    .plus({ days: 1 });
  const [day, year] = [midnight.toISODate(), midnight.year + 1];
  house.clock.set(midnight.minus({ minutes: 30 }).toJSDate());
  await begin({ subject: "Before midnight", text: "kettle" });
  house.clock.set(midnight.plus({ minutes: 30 }).toJSDate());
  await begin({ subject: "After midnight", text: "kettle" });
  expect(await subjects(`kettle after:${day}`)).toEqual(["After midnight"]);
  expect(await subjects(`kettle before:${day}`)).toEqual(["Before midnight"]);
  expect(await subjects(`before:${day}`)).toEqual(["Before midnight"]);
  expect(await subjects("after:today")).toEqual(["After midnight"]);
  expect(await subjects(`kettle after:${midnight.toFormat("d.M.yyyy")}`)).toEqual(["After midnight"]);
  expect(await troubles("after:11/12/2026")).toEqual(["unknown_day"]);
  expect(await subjects(`kettle after:2d before:${year}`)).toEqual(["After midnight", "Before midnight"]);
});

test("what is not understood is told with its place, and the rest is searched", async () => {
  await begin({ subject: "Kettle", text: "It leaks." });
  expect(await subjects("kettle holder:nobody-here")).toEqual(["Kettle"]);
  expect((await found("kettle holder:zed")).understood.troubles).toEqual([
    { code: "unknown_person", from: 7, to: 17 },
  ]);
  expect(await troubles("team:zed")).toEqual(["unknown_team"]);
  expect(await troubles("status:zed")).toEqual(["unknown_status"]);
  expect(await troubles("topic:zed")).toEqual(["unknown_topic"]);
  expect(await troubles("priority:zed")).toEqual(["unknown_priority"]);
  expect(await troubles("in:zed")).toEqual(["unknown_inbox"]);
  expect(await troubles("before:yore")).toEqual(["unknown_day"]);
  expect(await troubles("after:2026-02-31")).toEqual(["unknown_day"]);
  expect(await troubles("has:hair")).toEqual(["unknown_has"]);
  expect(await troubles("kettle or tag:vip")).toEqual(["mixed"]);
  expect(await troubles("from:")).toEqual(["nothing_after"]);
});

test("a name or address with a slip is found as one that sounds like it", async () => {
  await begin({ name: "Johanna Müller", email: "johanna@muller.example" });
  await begin({ name: "Carl Carlsen" });
  const customers = async (q: string) =>
    (await found(q)).customers.map(({ customer, alike }) => [customer.name, alike]);
  expect(await customers("johanna")).toEqual([["Johanna Müller", false]]);
  expect(await customers("johana muler")).toEqual([["Johanna Müller", true]]);
  expect(await customers("jonahna@muller")).toEqual([["Johanna Müller", true]]);
  expect(await customers("xyzzy")).toEqual([]);
  expect(await customers("from:johana.muler")).toEqual([["Johanna Müller", true]]);
  expect(await customers('to:"Johana Muler" status:open')).toEqual([["Johanna Müller", true]]);
  expect(await customers("from:johanna")).toEqual([]);
  expect(await customers("-from:johana.muler")).toEqual([]);
  expect(await customers("-kettle")).toEqual([]);
});

test("what changes is found as it is now", async () => {
  const { id, customer } = await begin({ subject: "Kettle", text: "It leaks.", name: "Ana" });
  await owner.call(changeConversation, { params: { id }, body: { subject: "Teapot" } });
  expect(await subjects("subject:kettle")).toEqual([]);
  expect(await subjects("teapot")).toEqual(["Teapot"]);
  await owner.call(changeCustomer, { params: { id: customer.id }, body: { name: "Berta" } });
  await owner.call(addIdentity, {
    params: { id: customer.id },
    body: { kind: "phone", value: "+49 30 1234567" },
  });
  expect((await found("berta")).customers).toHaveLength(1);
  expect((await found("1234567")).customers).toHaveLength(1);
  expect((await found("ana")).customers).toEqual([]);
});

test("a reply that was taken back is found no more", async () => {
  const { id } = await begin({ subject: "Kettle", text: "It leaks." });
  await house.system
    .updateTable("workspaces")
    .set({ undoSeconds: 30 })
    .where("id", "=", owner.workspaceId)
    .execute();
  const reply = await owner.call(sendReply, {
    params: { id },
    body: { text: "We send a gasket.", then: { state: "waiting" } },
  });
  expect(await subjects("gasket")).toEqual(["Kettle"]);
  await owner.call(takeReplyBack, { params: { id: reply.id } });
  expect(await subjects("gasket")).toEqual([]);
});

test("another workspace finds nothing, a collaborator what is theirs, and no customers", async () => {
  const { id } = await begin({ subject: "Kettle", text: "It leaks.", name: "Ana" });
  await begin({ subject: "Lamp", text: "It leaks light.", name: "Ana" });
  const stranger = await newWorkspace(house);
  const helper = await newAgent(house, owner.workspaceId, "collaborator", "Cleo");
  expect(await found("leaks", stranger)).toMatchObject({
    conversations: [],
    customers: [],
    files: [],
    next: null,
  });
  expect(await subjects("leaks", helper)).toEqual([]);
  await owner.call(writeNote, {
    params: { id },
    body: { text: "@Cleo, what do you think?", mentions: [helper.id] },
  });
  expect(await subjects("leaks", helper)).toEqual(["Kettle"]);
  expect((await found("ana", helper)).customers).toEqual([]);
  expect((await found("ana")).customers).toHaveLength(2);
});

test("pages give every conversation once, in order, with words and without", async () => {
  const names = Array.from({ length: 7 }, (_, at) => `Kettle ${at}`);
  for (const subject of names) {
    const { id } = await begin({ subject, text: "leaks" });
    await owner.call(writeNote, { params: { id }, body: { text: "leaks a lot" } });
  }
  await house.runReactions();
  for (const q of ["leaks", "leaks status:open", "status:open"]) {
    const seen: string[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const query: Record<string, string | number> = { q, limit: 3, ...(after && { after }) };
      const page: Awaited<ReturnType<typeof found>> = await owner.call(search, { query });
      seen.push(...page.conversations.map(({ row }) => row.subject));
      after = page.next;
    }
    expect([q, seen]).toEqual([q, names.toReversed()]);
  }
});

test("a search can be kept as a view that holds the same", async () => {
  const { id } = await begin({ subject: "Kettle", text: "It leaks.", name: "Ana" });
  await begin({ subject: "Lamp", text: "It leaks." });
  await owner.call(changeConversation, { params: { id }, body: { tags: ["vip"] } });
  const { understood } = await found("leaks tag:vip from:ana -status:resolved has:note");
  expect(understood.leftOut).toEqual(["has:note"]);
  const view = await owner.call(createSavedView, { body: { name: "Mine", condition: understood.condition } });
  const { items } = await owner.call(listViewConversations, { params: { id: view.id } });
  expect(items.map(({ subject }) => subject)).toEqual(["Kettle"]);
  expect((await found("has:note")).understood.condition).toBeNull();
});
