import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startConversation } from "../../shared/conversations.ts";
import { listCustomers } from "../../shared/customers.ts";
import { listDeliveries, listInbound, retryDelivery } from "../../shared/email.ts";
import { mergeConversations } from "../../shared/merging.ts";
import { listMessages } from "../../shared/messages.ts";
import { sendReply } from "../../shared/replies.ts";
import * as api from "../../shared/side-conversations.ts";
import { suppressAddress } from "../../shared/suppressions.ts";
import { listConversations } from "../../shared/views.ts";
import { changeWorkspace } from "../../shared/workspace.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { type MailPeer, newInbox, type Outside, openOutside, openPeer } from "../../test/mail-peer.ts";
import { listMessages as messagesFor } from "../conversations/thread.ts";
import { sidesOf } from "./side-list.ts";

let house: TestHouse;
let peer: MailPeer;
let outside: Outside;
let owner: Person;
let inbox: { id: string; address: string };
let made = 0;
let maker = "";
let customer = "";
const hour = 3_600_000;

beforeAll(async () => {
  house = await openTestHouse();
  peer = await openPeer();
  outside = await openOutside(house);
});
afterAll(async () => {
  await outside.close();
  await peer.close();
  await house.close();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  inbox = await newInbox(owner, peer, { signature: "Shop Ltd" });
  peer.got.length = 0;
  peer.faults.length = 0;
  maker = `mia${++made}@maker.example`;
  customer = `anna${made}@customer.example`;
});

const later = (hours: number) => new Date(house.clock.now().getTime() + hours * hour).toISOString();
/** A customer's mail and the conversation it began. */
async function begin(): Promise<string> {
  const text = "The lid broke.\nPlease help.";
  await outside.write({ from: `Anna <${customer}>`, to: inbox.address, subject: "Kettle", text });
  return (await conversations())[0]?.id ?? "";
}
const conversations = async () =>
  (await owner.call(listConversations, { query: { view: "all" } })).items.map(({ id, subject }) => ({
    id,
    subject,
  }));
const ask = (id: string, more: object = {}) =>
  owner.call(api.startSide, {
    params: { id },
    body: {
      to: { kind: "outside", address: maker, name: "Mia Maker" },
      subject: "Lids for K2",
      text: "Have you got one?",
      expectedBy: later(4),
      ...more,
    },
  });
const get = (id: string) => owner.call(api.getSide, { params: { id } });
const thread = async (id: string) => (await owner.call(api.listSideMessages, { params: { id } })).items;
const words = async (id: string) =>
  (await owner.call(listMessages, { params: { id } })).items.map(({ text }) => text);
const last = (address = maker) => peer.to(address).at(-1);
const replyTo = () => last()?.replyTo[0]?.address ?? "";
const happened = async (name: string) =>
  (
    await house.system
      .selectFrom("events")
      .select("data")
      .where("workspaceId", "=", owner.workspaceId)
      .where("name", "=", name)
      .orderBy("xid")
      .orderBy("position")
      .execute()
  ).map(({ data }) => data as Record<string, unknown>);
const answer = (more: object = {}) =>
  outside.write({
    from: `Mia Maker <${maker}>`,
    to: replyTo(),
    subject: "Re: Lids for K2",
    text: "Yes, three.\n\nOn Mon, Support wrote:\n> Have you got one?\n",
    ...more,
  });

test("a supplier is asked by mail with what was shown them and nothing more, and the answer lands beside the conversation", async () => {
  const id = await begin();
  const [message] = (await owner.call(listMessages, { params: { id } })).items;
  const shown = { text: "Have you got one?", forwardIds: [message?.id] };
  const preview = await owner.call(api.previewSide, {
    params: { id },
    body: { subject: "Lids for K2", ...shown },
  });
  const side = await ask(id, shown);
  await house.runReactions();
  const mail = last();
  expect(mail).toMatchObject({ subject: "Lids for K2", from: { address: inbox.address }, inReplyTo: null });
  expect(mail?.text.trim()).toBe(preview.text.trim());
  expect(mail?.html?.trim()).toBe(preview.html.trim());
  expect(mail?.text).toContain("> The lid broke.\n> Please help.");
  expect(mail?.text).not.toMatch(/\/t\/|#\d|customer\.example/);
  expect(replyTo()).toMatch(/^support\d+\+[a-z2-7]{32}@shop\.example$/);
  expect((await thread(side.id))[0]?.delivery).toMatchObject({ to: maker, state: "sent" });

  await answer();
  expect(await get(side.id)).toMatchObject({ state: "answered" });
  expect((await thread(side.id))[1]).toMatchObject({
    text: "Yes, three.",
    originalText: expect.stringContaining("> Have you got one?"),
    author: { kind: "outside", name: "Mia Maker", address: maker },
    proven: true,
    automatic: false,
  });
  expect(await words(id)).toEqual(["The lid broke.\nPlease help."]);
  expect(await conversations()).toHaveLength(1);
  const people = (await owner.call(listCustomers)).items.map(({ email }) => email);
  expect(people).toEqual([customer]);
  expect((await owner.call(listInbound)).items[0]).toMatchObject({
    state: "stored",
    subject: "Re: Lids for K2",
  });
  expect(last(customer)?.subject).toContain("[#1]");

  await owner.call(api.writeSide, {
    params: { id: side.id },
    body: { text: "Send it", expectedBy: later(9) },
  });
  await house.runReactions();
  expect(last()).toMatchObject({ subject: "Re: Lids for K2" });
  expect(last()?.references).toContain(mail?.messageId);
});

test("nothing of it reaches the customer: not in their mail, its thread, nor what they may see", async () => {
  const id = await begin();
  await ask(id);
  await house.runReactions();
  const asked = last()?.messageId ?? "";
  await answer();
  const promise = { text: "Look", dueAt: later(24) };
  const body = { text: "We ask the maker.", then: { state: "open", promise } };
  await owner.call(sendReply, { params: { id }, body });
  await house.runReactions();
  const sent = last(customer);
  expect(sent?.text).toContain("We ask the maker.");
  expect([sent?.inReplyTo, ...(sent?.references ?? [])]).not.toContain(asked);
  const anna = (await owner.call(listCustomers)).items[0]?.id ?? "";
  const actor = { kind: "customer", workspaceId: owner.workspaceId, id: anna, conversationId: id } as const;
  const seen = await house.work(actor, (work) => messagesFor(work, id, { limit: 50 }));
  expect(JSON.stringify([seen, sent])).not.toMatch(/Have you got one|maker\.example|three/);
  expect(await house.work(actor, (work) => sidesOf(work, id))).toEqual([]);
});

test("an answer from another address is marked, a stranger's by its Message-ID is none, and a second delivery is the first", async () => {
  const side = await ask(await begin());
  await house.runReactions();
  await answer({ from: "Nils <nils@else.example>", messageId: "<one@else.example>" });
  expect((await thread(side.id))[1]).toMatchObject({
    proven: false,
    provenWhy: expect.stringContaining("signed for somebody else"),
  });
  const to = inbox.address;
  const inReplyTo = `<${last()?.messageId}>`;
  await answer({ to, inReplyTo, messageId: "<two@maker.example>" });
  expect((await thread(side.id))[2]).toMatchObject({ text: "Yes, three.", proven: false });
  await answer({ to, inReplyTo, messageId: "<two@maker.example>" });
  expect(await thread(side.id)).toHaveLength(3);
  await answer({ to, inReplyTo, from: "Spoof <spoof@else.example>", text: "Pay me" });
  expect(await thread(side.id)).toHaveLength(3);
  expect((await conversations()).map(({ subject }) => subject).sort()).toEqual(["Kettle", "Re: Lids for K2"]);
});

test("an absence notice is shown and answers nothing, and an answer after the close opens it again", async () => {
  const side = await ask(await begin());
  await house.runReactions();
  await answer({ text: "I am away.", headers: { "auto-submitted": "auto-replied" } });
  expect(await get(side.id)).toMatchObject({ state: "waiting" });
  expect((await thread(side.id))[1]).toMatchObject({ automatic: true, text: "I am away." });
  expect((await owner.call(listInbound)).items[0]).toMatchObject({ state: "rejected" });
  await owner.call(api.closeSide, { params: { id: side.id } });
  await answer();
  expect(await get(side.id)).toMatchObject({ state: "answered", closedAt: null, holder: { id: owner.id } });
  expect(await happened("side_conversation.reopened")).toMatchObject([{ why: "message", sideId: side.id }]);
});

test("two robots that answer each other are held after twenty", async () => {
  const side = await ask(await begin());
  await house.runReactions();
  const inbound = async () => (await owner.call(listInbound)).items;
  for (let i = 0; i < 20; i++)
    await outside.post({ from: maker, to: replyTo(), subject: "Re", text: `Word ${i}` });
  await house.runReactions();
  await answer({ text: "Once more" });
  expect(await thread(side.id)).toHaveLength(21);
  expect((await inbound())[0]).toMatchObject({
    state: "quarantined",
    reason: expect.stringContaining("loop"),
  });
});

test("what came back is seen at the side conversation until it gets through, and the address is stopped", async () => {
  const id = await begin();
  peer.faults.push({ at: "rcpt", code: 550, line: "5.1.1 No such user" });
  const side = await ask(id);
  await house.settle();
  const delivery = (await thread(side.id))[0]?.delivery;
  expect(delivery).toMatchObject({ state: "failed" });
  expect(await get(side.id)).toMatchObject({ trouble: delivery?.reason });
  const second = await ask(id, { subject: "Again" });
  await house.settle();
  expect(await get(second.id)).toMatchObject({
    trouble: expect.stringContaining("No mail goes to this address"),
  });
  await owner.call(retryDelivery, { params: { id: delivery?.id ?? "" } });
  await house.settle();
  expect(await get(side.id)).toMatchObject({ trouble: null });
  expect(last()?.subject).toBe("Lids for K2");
});

test("it waits to leave and is taken back without a trace; a later word returns to how it stood", async () => {
  const id = await begin();
  await owner.call(changeWorkspace, { body: { undoSeconds: 30 } });
  const side = await ask(id);
  await house.runReactions();
  const [message] = await thread(side.id);
  expect(message?.undoUntil).not.toBeNull();
  const other = await newAgent(house, owner.workspaceId);
  const back = (who: Person, one?: string) =>
    who.try(api.takeSideBack, { params: { id: one ?? message?.id ?? "" } });
  expect((await back(other)).status).toBe(403);
  expect((await back(owner)).body).toMatchObject({ gone: true, text: "Have you got one?" });
  house.clock.advance(60_000);
  await house.settle();
  expect(peer.to(maker)).toHaveLength(0);
  expect((await owner.call(api.listSides, { params: { id } })).items).toEqual([]);

  const again = await ask(id);
  house.clock.advance(40_000);
  await house.settle();
  await answer();
  const wrote = await owner.call(api.writeSide, {
    params: { id: again.id },
    body: { text: "Thanks", close: true },
  });
  expect((await get(again.id)).state).toBe("closed");
  expect((await back(owner, wrote.id)).body).toMatchObject({ gone: false });
  expect(await get(again.id)).toMatchObject({ state: "answered", closedAt: null });
  const [first] = await thread(again.id);
  expect((await back(owner, first?.id)).body["code"]).toBe("undo_too_late");
});

test("nobody is asked outside who is inside: the customer, a colleague, our own inbox; and a stopped address gets nothing", async () => {
  const id = await begin();
  const colleague = await house.system
    .selectFrom("agents")
    .select("email")
    .where("id", "=", owner.id)
    .executeTakeFirstOrThrow();
  for (const address of [customer.toUpperCase(), colleague.email, inbox.address.replace("@", "+x@")]) {
    const body = { to: { kind: "outside", address }, subject: "x", text: "x", expectedBy: later(1) };
    const tried = await owner.try(api.startSide, { params: { id }, body });
    expect([address, tried.body["code"]]).toEqual([address, "unprocessable"]);
  }
  await owner.call(suppressAddress, { body: { address: maker, reason: "They asked" } });
  const side = await ask(id);
  await house.settle();
  expect(await get(side.id)).toMatchObject({ trouble: expect.stringContaining("They asked") });
  expect((await owner.call(listDeliveries)).items[0]).toMatchObject({ kind: "side", state: "failed" });
  expect(peer.to(maker)).toHaveLength(0);
});

test("answers still find it after its conversation was merged into another", async () => {
  const source = await begin();
  const side = await ask(source);
  await house.runReactions();
  const target = (
    await owner.call(startConversation, {
      body: { customer: { email: customer }, subject: "Other", text: "x", inboxId: inbox.id },
    })
  ).id;
  await owner.call(mergeConversations, { params: { id: target }, body: { sourceIds: [source] } });
  await house.settle();
  await answer();
  expect(await get(side.id)).toMatchObject({ state: "answered", conversation: { id: target } });
  expect(await happened("side_conversation.received")).toMatchObject([{ conversationId: target }]);
});
