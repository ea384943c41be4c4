import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeConversation, startConversation } from "../../shared/conversations.ts";
import { mergeCustomers } from "../../shared/customer-merging.ts";
import { createCustomer } from "../../shared/customers.ts";
import type { Reply } from "../../shared/endpoint.ts";
import { mergeConversations, splitMessage, unmergeConversation } from "../../shared/merging.ts";
import { receiveMessage } from "../../shared/messages.ts";
import { writeNote } from "../../shared/replies.ts";
import { search, searchSides } from "../../shared/search.ts";
import { changeSide, startSide, takeSideBack, writeSide } from "../../shared/side-conversations.ts";
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

const asides = async (q: string, by = owner) => (await found(q, by)).sides.map(({ subject }) => subject);

/** Asks somebody beside a conversation; without more Mia, who makes lids, by mail. */
async function askMia(id: string, more: object = {}): Promise<string> {
  const to = { kind: "outside", address: "mia@maker.example", name: "Mia Maker" };
  const expectedBy = new Date(house.clock.now().getTime() + 3_600_000).toISOString();
  const body = { to, subject: "Stock", text: "Are lids there?", expectedBy, ...more };
  return (await owner.call(startSide, { params: { id }, body })).id;
}

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

test("side conversations are found by words, whoever is asked, and files, with what was found marked", async () => {
  const { id } = await begin("Kettle", "It leaks.");
  const fileIds = [await upload("drawing-k2.txt")];
  const side = await askMia(id, { fileIds });
  const [one] = (await found("lids")).sides;
  expect(one).toMatchObject({ id: side, conversation: { id, subject: "Kettle" }, author: "Olga Owner" });
  const marked = ({ text, marks }: { text: string; marks: [number, number][] }) =>
    marks.map(([from, to]) => text.slice(from, to));
  expect(marked(one?.snippet ?? { text: "", marks: [] })).toEqual(["lids"]);
  const [by] = (await found("maker.example")).sides;
  expect(marked(by?.asked ?? { text: "", marks: [] })).toEqual(["maker.example"]);
  const [file] = (await found("drawing")).sides;
  expect(file?.snippet.text).toBe("drawing-k2.txt");
  expect((await found("stock")).sides[0]?.marks).toEqual([[0, 5]]);
  // The customer's conversation says nothing of it.
  expect(await subjects("lids")).toEqual([]);
  for (const q of [
    "to:mia lids",
    "from:olga lids",
    "lids has:attachment",
    "lids status:open",
    "subject:stock",
  ])
    expect({ q, found: await asides(q) }).toEqual({ q, found: ["Stock"] });
  for (const q of ["from:mia lids", "to:olga lids", "lids has:note", "lids status:resolved", "lids -stock"])
    expect({ q, found: await asides(q) }).toEqual({ q, found: [] });
});

test("of a side conversation only those find anything who may see it, and of the conversation only who may see that", async () => {
  const { id, inboxId } = await begin("Kettle", "It leaks.");
  await owner.call(changeConversation, { params: { id }, body: { tags: ["vip"] } });
  const helper = await newAgent(house, owner.workspaceId, "collaborator", "Carla");
  const stranger = await newAgent(house, owner.workspaceId, "collaborator");
  const agent = await newAgent(house, owner.workspaceId);
  await askMia(id);
  await askMia(id, {
    to: { kind: "agent", id: helper.id },
    subject: "Contract",
    text: "Which lids are covered?",
  });
  await house.system.updateTable("inboxes").set({ restricted: true }).where("id", "=", inboxId).execute();
  expect(await asides("lids")).toEqual(["Contract", "Stock"]);
  expect(await asides("lids", agent)).toEqual([]);
  expect(await asides("lids", stranger)).toEqual([]);
  const [one, ...more] = (await found("lids", helper)).sides;
  expect([one?.subject, one?.conversation, more]).toEqual(["Contract", null, []]);
  expect(await asides("lids tag:vip")).toEqual(["Contract", "Stock"]);
  // A tag of what one does not see is nothing to find out.
  expect(await asides("lids tag:vip", helper)).toEqual([]);
  expect(await asides("lids -tag:vip", helper)).toEqual([]);
});

test("side conversations that are many come page by page, each once though it says it twice, for whoever sees many and whoever sees few", async () => {
  const { id } = await begin("Kettle", "It leaks.");
  const helper = await newAgent(house, owner.workspaceId, "collaborator", "Carla");
  const subjects = Array.from({ length: 13 }, (_, at) => `Ask ${at}`);
  const sides: string[] = [];
  for (const subject of subjects) {
    sides.push(await askMia(id, { to: { kind: "agent", id: helper.id }, subject, text: "Which lids?" }));
    house.clock.advance(60_000);
  }
  await owner.call(writeSide, {
    params: { id: sides[3] ?? "" },
    body: { text: "And the lids of last year?" },
  });
  const told = ["Ask 3", ...subjects.toReversed().filter((one) => one !== "Ask 3")];
  for (const who of [owner, helper]) {
    const first = await found("lids", who);
    expect(first.sides.map(({ subject }) => subject)).toEqual(told.slice(0, 10));
    expect(first.nextSides).not.toBeNull();
    const all: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const query = { q: "lids", limit: 5, ...(after && { after }) };
      const page: Reply<typeof searchSides> = await who.call(searchSides, { query });
      expect(page.items.length).toBeLessThanOrEqual(5);
      all.push(...page.items.map(({ subject }) => subject));
      after = page.next;
    }
    expect(all).toEqual(told);
    const rest = await who.call(searchSides, { query: { q: "lids", after: first.nextSides ?? "" } });
    expect(rest.items.map(({ subject }) => subject)).toEqual(told.slice(10));
  }
  expect((await found("lids year")).nextSides).toBeNull();
});

test("a side conversation is found by what it says now: after another subject, a merge, and a message taken back", async () => {
  const target = await begin("Kettle", "It leaks.");
  const source = await begin("Lamp", "It flickers.");
  const side = await askMia(source.id);
  await owner.call(changeSide, { params: { id: side }, body: { subject: "Spouts" } });
  expect(await asides("stock")).toEqual([]);
  expect(await asides("subject:spouts lids")).toEqual(["Spouts"]);
  await owner.call(mergeConversations, { params: { id: target.id }, body: { sourceIds: [source.id] } });
  expect((await found("lids")).sides).toMatchObject([{ id: side, conversation: { id: target.id } }]);
  await house.system
    .updateTable("workspaces")
    .set({ undoSeconds: 30 })
    .where("id", "=", owner.workspaceId)
    .execute();
  const body = { text: "The gasket, too?" };
  const { id } = await owner.call(writeSide, { params: { id: side }, body });
  expect(await asides("gasket")).toEqual(["Spouts"]);
  await owner.call(takeSideBack, { params: { id } });
  expect(await asides("gasket")).toEqual([]);
  expect(await asides("lids")).toEqual(["Spouts"]);
  const kept = await house.system
    .selectFrom("searchTexts")
    .select("id")
    .where("workspaceId", "=", owner.workspaceId)
    .where("sideId", "=", side)
    .execute();
  expect(kept).toHaveLength(1);
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

/** What an upgrade says of what was there before. */
async function asUpgraded(file: string): Promise<void> {
  const migration = await readFile(join(import.meta.dirname, "../migrations", file), "utf8");
  await sql.raw(/^insert into search_fillings.*?;/ms.exec(migration)?.[0] ?? "").execute(house.system);
}

test("older things are taken in little by little, and once only", async () => {
  for (let at = 0; at < 5; at++) await begin(`Kettle ${at}`, "It leaks.");
  await askMia((await begin("Lamp", "It flickers.")).id);
  await house.runReactions();
  const ws = owner.workspaceId;
  await house.system.deleteFrom("searchTexts").where("workspaceId", "=", ws).execute();
  expect(await subjects("leaks")).toEqual([]);
  expect(await asides("lids")).toEqual([]);
  for (const file of ["0037-search.sql", "0063-side-search.sql"]) await asUpgraded(file);
  await house.runSchedules();
  expect(await subjects("leaks")).toHaveLength(5);
  expect((await found("ana")).customers).toHaveLength(1);
  expect(await asides("lids")).toEqual(["Stock"]);
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
