import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startConversation } from "../../shared/conversations.ts";
import { mergeCustomers } from "../../shared/customer-merging.ts";
import { createCustomer } from "../../shared/customers.ts";
import { mergeConversations, splitMessage, unmergeConversation } from "../../shared/merging.ts";
import { receiveMessage } from "../../shared/messages.ts";
import { writeNote } from "../../shared/replies.ts";
import { search } from "../../shared/search.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { system } from "../platform/actor.ts";

let house: TestHouse;
let owner: Person;

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
});
afterAll(() => house.close());

const begin = (subject: string, text: string, name = "Ana") =>
  owner.call(startConversation, { body: { customer: { email: "ana@shop.example", name }, subject, text } });
const found = async (q: string, by = owner) => {
  await house.runReactions();
  return by.call(search, { query: { q } });
};
const subjects = async (q: string, by = owner) =>
  (await found(q, by)).conversations.map(({ row }) => row.subject);

async function upload(name: string): Promise<string> {
  const boundary = "part-of-a-form";
  const payload = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\nwords\r\n--${boundary}--\r\n`;
  const reply = await house.app.fastify.inject({
    method: "POST",
    url: "/api/files",
    headers: { cookie: owner.cookie, "content-type": `multipart/form-data; boundary=${boundary}` },
    payload,
  });
  return (reply.json() as { id: string }).id;
}

test("a message that moves is found where it is: merged, taken back, and split", async () => {
  const one = await begin("Kettle", "It leaks.");
  const two = await begin("Lamp", "It flickers.");
  const body = { sourceIds: [two.id] };
  await owner.call(mergeConversations, { params: { id: one.id }, body });
  expect(await subjects("flickers")).toEqual(["Kettle"]);
  await owner.call(unmergeConversation, { params: { id: two.id } });
  expect(await subjects("flickers")).toEqual(["Lamp"]);
  const more = await owner.call(receiveMessage, {
    params: { id: one.id },
    body: { text: "The toaster smokes." },
  });
  expect(await subjects("smokes")).toEqual(["Kettle"]);
  await owner.call(splitMessage, { params: { id: more.id }, body: { subject: "Toaster" } });
  expect(await subjects("smokes")).toEqual(["Toaster"]);
  expect(await subjects("subject:kettle smokes")).toEqual([]);
});

test("customers who are one person are found as one, by the words of both", async () => {
  const one = await owner.call(createCustomer, { body: { name: "Ana Lopez", email: "ana@home.example" } });
  const two = await owner.call(createCustomer, { body: { name: "A. Lopez", email: "lopez@work.example" } });
  const names = async (q: string) =>
    (await found(q)).customers.filter(({ alike }) => !alike).map(({ customer }) => customer.name);
  expect(await names("work.example")).toEqual(["A. Lopez"]);
  await owner.call(mergeCustomers, { params: { id: one.id }, body: { sourceId: two.id } });
  expect(await names("work.example")).toEqual(["Ana Lopez"]);
  expect(await names("lopez")).toEqual(["Ana Lopez"]);
});

test("files are found by their names, with the conversation they are in", async () => {
  const { id } = await begin("Kettle", "It leaks.");
  const fileIds = [await upload("Rechnung_2026-März.txt")];
  await owner.call(writeNote, { params: { id }, body: { text: "See the invoice.", fileIds } });
  const { files, conversations } = await found("rechnung marz");
  expect(files).toMatchObject([{ conversationId: id, subject: "Kettle" }]);
  const { text, marks } = files[0]?.name ?? { text: "", marks: [] };
  expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(["Rechnung", "März"]);
  expect(conversations.map(({ hit }) => hit?.snippet.text)).toEqual(["Rechnung_2026-März.txt"]);
  expect(await subjects("has:attachment")).toEqual(["Kettle"]);
  const helper = await newAgent(house, owner.workspaceId, "collaborator");
  expect((await found("rechnung", helper)).files).toEqual([]);
});

test("what stands in a restricted inbox is found by its team only", async () => {
  const { inboxId } = await begin("Kettle", "It leaks.");
  const agent = await newAgent(house, owner.workspaceId);
  expect(await subjects("leaks", agent)).toEqual(["Kettle"]);
  await house.system.updateTable("inboxes").set({ restricted: true }).where("id", "=", inboxId).execute();
  expect(await subjects("leaks", agent)).toEqual([]);
  expect(await subjects("status:open", agent)).toEqual([]);
  expect(await subjects("leaks")).toEqual(["Kettle"]);
});

test("older things are taken in little by little, and once only", async () => {
  for (let at = 0; at < 5; at++) await begin(`Kettle ${at}`, "It leaks.");
  await house.runReactions();
  const ws = owner.workspaceId;
  await house.system.deleteFrom("searchTexts").where("workspaceId", "=", ws).execute();
  expect(await subjects("leaks")).toEqual([]);
  // As the upgrade leaves it.
  await house.system
    .insertInto("searchFillings")
    .values(["messages", "customers"].map((id) => ({ workspaceId: ws, id })))
    .execute();
  await house.runSchedules();
  expect(await subjects("leaks")).toHaveLength(5);
  expect((await found("ana")).customers).toHaveLength(1);
  const open = await house.system
    .selectFrom("searchFillings")
    .where("workspaceId", "=", ws)
    .selectAll()
    .execute();
  expect(open).toEqual([]);
});

test("a changed conversation is read again only when its subject changed", async () => {
  const { id } = await begin("Kettle", "It leaks.");
  await house.runReactions();
  const jobs = await house.relay.drain();
  expect(jobs).toBe(0);
  await house.work(system(owner.workspaceId, "test"), async (work) => {
    work.record("conversation.changed", { conversationId: id, fields: ["tags"] });
    work.record("conversation.changed", { conversationId: id, fields: ["subject"] });
  });
  await house.relay.drain();
  const { rows } = await sql<{ identifier: string }>`
    select t.identifier from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'search.conversation.changed'`.execute(house.system);
  expect(rows).toHaveLength(1);
  await house.runReactions();
});
