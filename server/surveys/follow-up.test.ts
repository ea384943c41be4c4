import { afterAll, beforeAll, expect, test } from "vitest";
import * as conversationStatesApi from "../../shared/conversation-states.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import * as messagesApi from "../../shared/messages.ts";
import { listResponses } from "../../shared/surveys.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { createInbox } from "../conversations/inbox.ts";
import { newId } from "../platform/ids.ts";
import { signLink } from "../platform/signed-link.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const hour = 3600_000;
const day = 24 * hour;

async function begun(name = "Ana Lopez", owner?: Person) {
  const who = owner ?? (await newWorkspace(house));
  const customer = { email: `${newId()}@shop.example`, name };
  const { id } = await who.call(conversationsApi.startConversation, {
    body: { customer, subject: "Buy at evil.example", text: "It leaks." },
  });
  return { owner: who, id, email: customer.email };
}

const resolve = (owner: Person, id: string) =>
  owner.call(conversationStatesApi.resolveConversation, { params: { id }, body: { reason: "Replaced" } });
const reopen = (owner: Person, id: string) =>
  owner.call(conversationStatesApi.reopenConversation, { params: { id } });
const get = (owner: Person, id: string) => owner.call(conversationsApi.getConversation, { params: { id } });
const followUpsOf = (id: string) =>
  house.system.selectFrom("followUps").selectAll().where("conversationId", "=", id).execute();
const mailsOf = (id: string) =>
  house.system
    .selectFrom("deliveries")
    .selectAll()
    .where("conversationId", "=", id)
    .where("kind", "=", "follow_up")
    .execute();
/** What the one mail of a conversation says. */
async function mailOf(id: string): Promise<{ text: string; html: string }> {
  const [mail] = await mailsOf(id);
  if (!mail) throw new Error("No follow-up went out.");
  return mail.content as { text: string; html: string };
}
const eventsOf = async (id: string, name: string) =>
  (
    await house.system
      .selectFrom("events")
      .select("name")
      .where("conversationId", "=", id)
      .where("name", "=", name)
      .execute()
  ).length;

/** A conversation that was resolved a day ago, with the path of its follow-up as it stands in the mail. */
async function asked(owner?: Person) {
  const made = await begun("Ana Lopez", owner);
  await resolve(made.owner, made.id);
  await house.runReactions();
  house.clock.advance(25 * hour);
  await house.settle();
  const { text } = await mailOf(made.id);
  return { ...made, path: /http:\/\/[^/]+(\/f\/[\w-]+)\?rating=4/.exec(text)?.[1] ?? "" };
}

async function open(url: string, method: "GET" | "HEAD" = "GET") {
  const { statusCode, body, headers } = await house.app.fastify.inject({ method, url });
  return { status: statusCode, body: body.replace(/<style>.*<\/style>/s, ""), headers };
}

async function answer(path: string, fields: Record<string, string>) {
  const payload = new URLSearchParams(fields).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const {
    statusCode,
    body,
    headers: sent,
  } = await house.app.fastify.inject({ method: "POST", url: path, payload, headers });
  await house.settle();
  return { status: statusCode, body, location: sent.location };
}

test("a day after the resolution one mail goes out, with five links and nothing that the customer wrote", async () => {
  const { owner, id, email } = await begun();
  await resolve(owner, id);
  await house.settle();
  expect(await followUpsOf(id)).toMatchObject([{ state: "scheduled", holderId: owner.id }]);
  house.clock.advance(23 * hour);
  await house.settle();
  expect(await mailsOf(id)).toEqual([]);
  house.clock.advance(2 * hour);
  await house.settle();
  await house.settle();
  const [mail, ...more] = await mailsOf(id);
  expect(more).toEqual([]);
  const { text, html } = await mailOf(id);
  expect(mail).toMatchObject({ toAddress: email, subject: "How did we do? Your request #1" });
  for (const body of [text, html]) {
    expect(body).toContain("Hello Ana,");
    expect(body).toContain("Olga took care");
    expect(new Set(body.match(/\/f\/[\w-]+\?rating=\d/g)).size).toBe(5);
    expect(body).not.toContain("evil.example");
  }
  expect(await followUpsOf(id)).toMatchObject([{ state: "sent" }]);
  expect([await eventsOf(id, "follow_up.scheduled"), await eventsOf(id, "follow_up.sent")]).toEqual([1, 1]);
});

test("a name that is more than a name is not repeated to its address", async () => {
  const { owner, id } = await begun("http://evil.example Ana");
  await resolve(owner, id);
  await house.runReactions();
  house.clock.advance(25 * hour);
  await house.settle();
  expect((await mailOf(id)).text).toMatch(/^Hello,\n/);
});

test("writes in the language of the workspace", async () => {
  const { owner, id } = await begun();
  await house.system
    .updateTable("workspaces")
    .set({ locale: "de" })
    .where("id", "=", owner.workspaceId)
    .execute();
  await resolve(owner, id);
  await house.runReactions();
  house.clock.advance(25 * hour);
  await house.settle();
  expect(await mailsOf(id)).toMatchObject([{ subject: "Wie war es? Ihre Anfrage Nr. 1" }]);
});

test("none when the workspace wants none, and none any more when it stopped wanting them", async () => {
  const { owner, id } = await begun();
  const set = (followUpHours: number | null) =>
    house.system
      .updateTable("workspaces")
      .set({ followUpHours })
      .where("id", "=", owner.workspaceId)
      .execute();
  await set(null);
  await resolve(owner, id);
  await house.settle();
  expect(await followUpsOf(id)).toEqual([]);
  await set(24);
  const second = await begun("Ana", owner);
  await resolve(owner, second.id);
  await house.settle();
  await set(null);
  house.clock.advance(25 * hour);
  await house.settle();
  expect(await followUpsOf(second.id)).toMatchObject([{ state: "cancelled" }]);
  expect(await mailsOf(second.id)).toEqual([]);
});

test("open again before it is due: none; resolved again: the same one, a day after that", async () => {
  const { owner, id } = await begun();
  await resolve(owner, id);
  await house.settle();
  await reopen(owner, id);
  house.clock.advance(25 * hour);
  await house.settle();
  expect(await followUpsOf(id)).toMatchObject([{ state: "cancelled" }]);
  await resolve(owner, id);
  await house.settle();
  expect(await followUpsOf(id)).toMatchObject([{ state: "scheduled" }]);
  house.clock.advance(23 * hour);
  await house.settle();
  expect(await mailsOf(id)).toEqual([]);
  house.clock.advance(2 * hour);
  await house.settle();
  expect(await mailsOf(id)).toHaveLength(1);
});

test("resolved again within the day, it counts from the last resolution, also when that is heard of late", async () => {
  const { owner, id } = await begun();
  await resolve(owner, id);
  await house.settle();
  house.clock.advance(20 * hour);
  await reopen(owner, id);
  await resolve(owner, id);
  house.clock.advance(5 * hour);
  await house.runSchedules();
  expect(await mailsOf(id)).toEqual([]);
  await house.settle();
  expect(await mailsOf(id)).toEqual([]);
  house.clock.advance(20 * hour);
  await house.settle();
  expect(await mailsOf(id)).toHaveLength(1);
});

test("once a conversation, ever: resolved again after it went out sends no second one", async () => {
  const { owner, id } = await asked();
  await reopen(owner, id);
  await resolve(owner, id);
  await house.settle();
  house.clock.advance(48 * hour);
  await house.settle();
  expect(await mailsOf(id)).toHaveLength(1);
  expect(await eventsOf(id, "follow_up.scheduled")).toBe(1);
});

test("two servers that look at the same moment send one mail", async () => {
  const { owner, id } = await begun();
  await resolve(owner, id);
  await house.runReactions();
  house.clock.advance(25 * hour);
  await Promise.all([house.runSchedules(), house.runSchedules(), house.runSchedules()]);
  expect(await mailsOf(id)).toHaveLength(1);
  expect(await eventsOf(id, "follow_up.sent")).toBe(1);
});

test("a program that follows every link of the mail answers nothing", async () => {
  const { owner, id, path } = await asked();
  for (const rating of [1, 2, 3, 4, 5]) {
    for (const method of ["GET", "HEAD"] as const)
      expect((await open(`${path}?rating=${rating}`, method)).status).toBe(200);
  }
  await open(`${path}?saved=1&rating=1`);
  await house.settle();
  expect(await followUpsOf(id)).toMatchObject([{ state: "sent", rating: null, answeredAt: null }]);
  expect(await get(owner, id)).toMatchObject({ state: "resolved", rating: null });
  expect(await eventsOf(id, "response.given")).toBe(0);
});

test("the page has the clicked rating chosen and runs, loads and tells nothing", async () => {
  const { path } = await asked();
  const { body, headers } = await open(`${path}?rating=4`);
  expect(body.match(/value="\d" required checked/g)).toEqual(['value="4" required checked']);
  expect((await open(`${path}?rating=9`)).body).not.toContain("checked");
  expect(headers).toMatchObject({ "referrer-policy": "no-referrer", "cache-control": "no-store" });
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
});

test("a happy answer is saved, shown with the conversation, and leaves it resolved", async () => {
  const { owner, id, path } = await asked();
  const { status, location } = await answer(path, { rating: "5", comment: "Thank you, Olga!" });
  expect([status, location]).toEqual([303, `${path}?saved=1`]);
  expect((await open(`${path}?saved=1`)).body).toContain("Your answer is saved.");
  expect(await get(owner, id)).toMatchObject({ state: "resolved", rating: 5 });
  expect(await owner.call(listResponses, { query: {} })).toMatchObject({
    items: [
      {
        conversationId: id,
        conversationNumber: 1,
        rating: 5,
        comment: "Thank you, Olga!",
        holder: { id: owner.id },
      },
    ],
    next: null,
  });
});

test.each([1, 2])(
  "a %i opens it again with the same holder and a promise, and the comment is the customer's word",
  async (rating) => {
    const { owner, id, path } = await asked();
    await answer(path, { rating: String(rating), comment: "It leaks <again>." });
    await answer(path, { rating: String(rating), comment: "It leaks <again>." });
    expect(await get(owner, id)).toMatchObject({
      state: "open",
      rating,
      holder: { id: owner.id },
      promise: { kind: "next_step", brokenAt: null },
    });
    const { items } = await owner.call(messagesApi.listMessages, { params: { id }, query: {} });
    expect(items.filter(({ text }) => text === "It leaks <again>.")).toMatchObject([
      { author: { kind: "customer" }, direction: "in" },
    ]);
    expect([await eventsOf(id, "response.given"), await eventsOf(id, "conversation.reopened")]).toEqual([
      1, 1,
    ]);
    const { body } = await open(`${path}?saved=1`);
    expect(body).toContain("Olga takes your request up again");
  },
);

test("twenty presses at once are one answer", async () => {
  const { id, path, owner } = await asked();
  const fields = { rating: "1", comment: "No." };
  const answers = await Promise.all(Array.from({ length: 20 }, () => answer(path, fields)));
  expect(answers.filter(({ status }) => status === 303).length).toBeGreaterThan(0);
  await house.settle();
  expect([await eventsOf(id, "response.given"), await eventsOf(id, "conversation.reopened")]).toEqual([1, 1]);
  expect((await owner.call(messagesApi.listMessages, { params: { id }, query: {} })).items).toHaveLength(2);
});

test("an answer can be changed for 30 days and counts at the time of the first", async () => {
  const { owner, id, path } = await asked();
  await answer(path, { rating: "2", comment: "" });
  const [first] = await followUpsOf(id);
  await resolve(owner, id);
  house.clock.advance(29 * day);
  await answer(path, { rating: "4", comment: "Now it works." });
  const [changed] = await followUpsOf(id);
  expect(changed).toMatchObject({ rating: 4, comment: "Now it works.", answeredAt: first?.answeredAt });
  const conversations = house.system.selectFrom("conversations").select(["state", "rating"]);
  expect(await conversations.where("id", "=", id).execute()).toEqual([{ state: "resolved", rating: 4 }]);
  house.clock.advance(2 * day);
  expect((await answer(path, { rating: "1", comment: "No!" })).status).toBe(410);
  expect((await open(path)).body).toContain("can no longer be changed");
  expect((await followUpsOf(id))[0]).toMatchObject({ rating: 4 });
  house.clock.set(new Date());
});

test("without a rating the form comes back with the comment", async () => {
  const { id, path } = await asked();
  for (const rating of ["", "0", "6", "1e0"]) {
    const { status, body } = await answer(path, { rating, comment: "Kept <b>" });
    expect(status).toBe(422);
    expect(body).toContain("Kept &lt;b&gt;");
  }
  expect(await eventsOf(id, "response.given")).toBe(0);
});

test("a link that expired, is forged, or is another workspace's opens nothing and says nothing", async () => {
  const { owner, id, path } = await asked();
  const [row] = await followUpsOf(id);
  const content = {
    workspaceId: owner.workspaceId,
    id: row?.id ?? "",
    expiresAt: new Date(house.clock.now().getTime() + day),
  };
  const foreign = await newWorkspace(house);
  const links: [string, number][] = [
    [`/f/${signLink(house.secrets, "tracker", content)}`, 404],
    [`${path.slice(0, -3)}xyz`, 404],
    ["/f/abc", 404],
    [`/f/${signLink(house.secrets, "follow-up", { ...content, workspaceId: foreign.workspaceId })}`, 410],
    [`/f/${signLink(house.secrets, "follow-up", { ...content, id: newId() })}`, 410],
    [
      `/f/${signLink(house.secrets, "follow-up", { ...content, expiresAt: new Date(house.clock.now().getTime() - 1000) })}`,
      410,
    ],
  ];
  for (const [link, status] of links) {
    const { status: seen, body } = await open(link);
    expect(seen).toBe(status);
    for (const hidden of ["Olga", "Workshop", "#1", "evil"]) expect(body).not.toContain(hidden);
    expect((await answer(link, { rating: "1" })).status).toBe(status);
  }
  expect((await open(path)).status).toBe(200);
  expect(await eventsOf(id, "response.given")).toBe(0);
});

test("answers list newest first by pages, only of conversations one may see, and never another workspace's", async () => {
  const { owner, path } = await asked();
  await answer(path, { rating: "5", comment: "First" });
  for (const rating of ["1", "3"]) await answer((await asked(owner)).path, { rating, comment: "" });
  const first = await owner.call(listResponses, { query: { limit: 2 } });
  const rest = await owner.call(listResponses, { query: { limit: 2, after: first.next ?? "" } });
  expect([...first.items, ...rest.items].map(({ rating }) => rating)).toEqual([3, 1, 5]);
  expect(rest.next).toBeNull();
  expect((await owner.call(listResponses, { query: { rating: 1 } })).items).toHaveLength(1);

  const agent = await newAgent(house, owner.workspaceId, "agent");
  expect((await agent.call(listResponses, { query: {} })).items).toHaveLength(3);
  const closed = await house.work(owner.actor, (work) =>
    createInbox(work, {
      name: "Board",
      address: `${newId()}@shop.example`,
      teamId: null,
      restricted: true,
      plusAddressing: true,
      signature: "",
      acknowledge: false,
    }),
  );
  await house.system
    .updateTable("conversations")
    .set({ inboxId: closed.id })
    .where("workspaceId", "=", owner.workspaceId)
    .where("number", "=", 1)
    .execute();
  expect((await agent.call(listResponses, { query: {} })).items.map(({ rating }) => rating)).toEqual([3, 1]);
  const collaborator = await newAgent(house, owner.workspaceId, "collaborator");
  expect((await collaborator.try(listResponses, { query: {} })).status).toBe(403);
  const foreign = await newWorkspace(house);
  expect((await foreign.call(listResponses, { query: {} })).items).toEqual([]);
});
