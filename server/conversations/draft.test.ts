import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startConversation } from "../../shared/conversations.ts";
import {
  type DraftContent,
  emptyContent,
  getDraft,
  listDrafts,
  removeDraft,
  removeOtherDrafts,
  saveDraft,
} from "../../shared/drafts.ts";
import { sendReply, takeReplyBack, writeNote } from "../../shared/replies.ts";
import { changeWorkspace } from "../../shared/workspace.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
let id: string;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  owner = await newWorkspace(house);
  ({ id } = await owner.call(startConversation, {
    body: { customer: { name: "Anna", email: "anna@customer.example" }, subject: "Hello", text: "Hi" },
  }));
});

const written = (reply: string, more: Partial<DraftContent> = {}) => ({ ...emptyContent, reply, ...more });
const save = (content: DraftContent, base: string | null = null, who = owner) =>
  who.call(saveDraft, { params: { id }, body: { content, base } });
const read = (who = owner) => who.call(getDraft, { params: { id } });
const answer = (text: string, more: object = {}) =>
  owner.call(sendReply, { params: { id }, body: { text, then: { state: "waiting" }, ...more } });

test("what one device keeps, the other one reads, with its next step, and it is found among one's drafts", async () => {
  const at = new Date("2031-05-01T10:00:00Z").toISOString() as never;
  const step = { kind: "promise" as const, at, text: "Call", onHold: false };
  const { version } = await save(written("<p>Dear <b>Anna</b>,</p>", { step, cc: ["ben@home.example"] }));
  expect(await read()).toMatchObject({
    version,
    content: { reply: "<p>Dear <b>Anna</b>,</p>", cc: ["ben@home.example"], step: { kind: "promise" } },
    others: [],
  });
  expect(await owner.call(listDrafts)).toMatchObject({
    items: [{ conversationId: id, subject: "Hello", customer: "Anna", words: "Dear Anna," }],
  });
});

test("nobody else sees it, nor that it is there", async () => {
  const colleague = await newAgent(house, owner.workspaceId, "admin");
  await save(written("<p>Mine</p>"));
  expect(await read(colleague)).toEqual({ version: null, content: null, others: [] });
  expect(await colleague.call(listDrafts)).toEqual({ items: [] });
  await save(written("<p>Theirs</p>"), null, colleague);
  expect((await read()).content?.reply).toBe("<p>Mine</p>");
});

test("the last device to save wins, and what it had not seen is offered back until one says", async () => {
  const first = await save(written("<p>From the desk</p>"));
  await save(written("<p>From the desk, on</p>"), first.version);
  const phone = await save(written("<p>From the phone</p>"), first.version);
  expect(phone.content?.reply).toBe("<p>From the phone</p>");
  expect(phone.others.map(({ reply }) => reply)).toEqual(["<p>From the desk, on</p>"]);
  expect((await save(written("<p>From the phone!</p>"), phone.version)).others).toHaveLength(1);
  expect((await owner.call(removeOtherDrafts, { params: { id } })).others).toEqual([]);
});

test("a device that had seen it, or holds all its words, overwrites nothing", async () => {
  const { version } = await save(written("<p>Dear Anna</p>"));
  expect((await save(written("<p>Dear</p>"), version)).others).toEqual([]);
  expect((await save(written("<p>Dear Anna</p><p>and Ben</p>"))).others).toEqual([]);
});

test("two devices that save at the same moment keep the words of both", async () => {
  const { version } = await save(written("<p>Begun</p>"));
  await Promise.all([save(written("<p>One</p>"), version), save(written("<p>Two</p>"), version)]);
  const { content, others } = await read();
  expect(new Set([content?.reply, ...others.map(({ reply }) => reply)])).toEqual(
    new Set(["<p>One</p>", "<p>Two</p>"]),
  );
  expect(others).toHaveLength(1);
});

test("an emptied draft is gone, and so is a removed one", async () => {
  const { version } = await save(written("<p>Begun</p>"));
  expect(await save(emptyContent, version)).toEqual({ version: null, content: null, others: [] });
  await save(written("<p>Again</p>"));
  await owner.call(removeDraft, { params: { id } });
  expect((await owner.call(listDrafts)).items).toEqual([]);
});

test("a sent reply takes its draft along and leaves the note; a kept note takes the rest", async () => {
  const { version } = await save(
    written("<p>Hello</p>", { note: "<p>Ask Ben</p>", cc: ["ben@home.example"] }),
  );
  await answer("Hello", { draft: version });
  const rest = await read();
  expect(rest.content).toMatchObject({ reply: "", note: "<p>Ask Ben</p>", cc: null });
  await owner.call(writeNote, { params: { id }, body: { text: "Ask Ben", draft: rest.version } });
  expect((await read()).version).toBeNull();
});

test("a reply that is refused leaves the draft as it was", async () => {
  const { version } = await save(written("<p>Hello</p>"));
  const body = { text: "Hello", then: { state: "resolved", reason: "Done" }, fileIds: [owner.id] };
  expect((await owner.try(sendReply, { params: { id }, body })).status).toBe(404);
  expect((await read()).version).toBe(version);
});

test("words another device wrote after those that are sent are kept beside the draft", async () => {
  const first = await save(written("<p>Hello</p>"));
  await save(written("<p>Good morning, Anna</p>"), first.version);
  await answer("Hello", { draft: first.version });
  expect(await read()).toMatchObject({
    content: { reply: "" },
    others: [{ reply: "<p>Good morning, Anna</p>" }],
  });
});

test("what is taken back is the draft again, above what was begun since", async () => {
  await owner.call(changeWorkspace, { body: { undoSeconds: 30 } });
  const sent = await answer("Hello\nAnna");
  await save(written("<p>P.S.</p>"));
  const back = await owner.call(takeReplyBack, { params: { id: sent.id } });
  expect(await read()).toMatchObject({
    version: back.draft,
    content: { reply: "<p>Hello<br>Anna</p><p>P.S.</p>" },
  });
});

test("the files of a draft are held, so that no sweep takes them", async () => {
  const stored = await house.files.put(owner.workspaceId, Buffer.from("bill"));
  const file = { id: owner.id, name: "bill.pdf", mediaType: "application/pdf", size: stored.size };
  await house.system
    .insertInto("files")
    .values({
      ...file,
      ...stored,
      workspaceId: owner.workspaceId,
      uploadedBy: owner.id,
      createdAt: new Date(),
    })
    .execute();
  const { version } = await save(written("", { files: [file] }));
  const sweep = () => house.system.deleteFrom("files").where("id", "=", file.id).execute();
  await expect(sweep()).rejects.toMatchObject({ code: "23503" });
  expect((await owner.call(listDrafts)).items).toMatchObject([{ words: "bill.pdf" }]);
  await save(emptyContent, version);
  await sweep();
});
