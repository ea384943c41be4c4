import { afterAll, beforeAll, expect, test } from "vitest";
import * as conversationStatesApi from "../../shared/conversation-states.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import * as messagesApi from "../../shared/messages.ts";
import * as repliesApi from "../../shared/replies.ts";
import { newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { keepFile } from "../conversations/file.ts";
import { addParticipants } from "../conversations/participant.ts";
import { attach, receive } from "../conversations/receive.ts";
import { trackerUrl } from "../conversations/tracker-link.ts";
import { findOrMake } from "../customers/customer.ts";
import { newId } from "../platform/ids.ts";
import { signLink } from "../platform/signed-link.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const hour = 3600_000;
const later = (hours: number) => new Date(house.clock.now().getTime() + hours * hour);
const ana = { email: "ana@shop.example", name: "Ana Lopez" };

/** A conversation of Ana's with the path of her tracker. */
async function begun(zone = "UTC") {
  const owner = await newWorkspace(house, zone);
  const body = { customer: ana, subject: "Broken <kettle>", text: "It leaks.\n<script>alert(1)</script>" };
  const { id, customer } = await owner.call(conversationsApi.startConversation, { body });
  return { owner, id, customerId: customer.id, path: await pathFor(owner, id, customer.id) };
}

async function pathFor(owner: Person, id: string, customerId: string): Promise<string> {
  const url = await house.work(owner.actor, (work) => trackerUrl(work, house, id, customerId));
  return new URL(url).pathname;
}

async function get(path: string, headers: Record<string, string> = {}) {
  const {
    statusCode,
    body,
    headers: sent,
  } = await house.app.fastify.inject({ method: "GET", url: path, headers });
  return { status: statusCode, body: body.replace(/<style>.*<\/style>/s, ""), headers: sent };
}

async function post(path: string, fields: Record<string, string>) {
  const { statusCode, body, headers } = await house.app.fastify.inject({
    method: "POST",
    url: path,
    payload: new URLSearchParams(fields).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  return { status: statusCode, body, location: headers.location };
}

const nonceIn = (body: string) => /name="nonce" value="([^"]+)"/.exec(body)?.[1] ?? "";
const messagesOf = async (owner: Person, id: string) =>
  (await owner.call(messagesApi.listMessages, { params: { id }, query: {} })).items;

test("what a colleague formatted keeps its form, without pictures, colours and whatever could run", async () => {
  const { owner, id, path } = await begun();
  const html = `<h1>Next</h1><ol><li>A <b>new</b> one</li></ol><table><tr><td style="color:red">Tuesday</td></tr></table>
    <p>See <a href="https://shop.example/help" onclick="go()">the help</a>.<img src="https://shop.example/dot.png"></p>`;
  await owner.call(repliesApi.sendReply, { params: { id }, body: { html, then: { state: "waiting" } } });
  const { body } = await get(path);
  const words = /<div class="rich" dir="auto">([\s\S]*?)<\/div>/.exec(body)?.[1] ?? "";
  expect(words).toContain("<h3>Next</h3>");
  expect(words).toContain("<li>A <b>new</b> one</li>");
  expect(words).toContain("<td>Tuesday</td>");
  expect(words).toContain('href="https://shop.example/help"');
  expect(words).toContain('rel="noopener noreferrer nofollow"');
  expect(words).not.toMatch(/<img|style=|onclick|<h1/);
});

test("shows number, subject, holder's first name, the next word in the workspace's zone, and what was said", async () => {
  house.clock.set(new Date("2026-03-25T15:00:00Z"));
  const { owner, id, path } = await begun("Europe/Berlin");
  await owner.call(repliesApi.sendReply, {
    params: { id },
    body: {
      text: "See https://shop.example/help. Soon.",
      then: { state: "open", promise: { text: "Ask the supplier", dueAt: later(43).toISOString() } },
    },
  });
  await owner.call(repliesApi.writeNote, { params: { id }, body: { text: "He is a difficult one." } });
  const { status, body } = await get(path);
  expect(status).toBe(200);
  for (const shown of [
    "Request #1",
    "Broken &lt;kettle&gt;",
    "Olga",
    "Friday 27 March at 11:00 CET",
    "in 2 days",
    "It leaks.",
    "In work",
  ]) {
    expect(body).toContain(shown);
  }
  expect(body).toContain('<a href="https://shop.example/help" rel="noopener noreferrer nofollow ugc">');
  for (const hidden of [
    "Owner",
    "difficult",
    "Ask the supplier",
    "<script",
    "Lopez",
    "ana@shop.example",
    "olga",
  ]) {
    expect(body).not.toContain(hidden);
  }
  house.clock.set(new Date());
});

test("speaks German to whoever likes German best", async () => {
  const { path } = await begun();
  const { body } = await get(path, { "accept-language": "fr;q=0.9, de-AT;q=0.8, en;q=0.1" });
  expect(body).toContain('<html lang="de" dir="ltr">');
  expect(body).toContain("Nächste Nachricht");
});

test("is kept by no cache, runs nothing, loads nothing and tells its address to nobody", async () => {
  const { path } = await begun();
  const { headers, body } = await get(path);
  expect(headers["content-security-policy"]).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["cache-control"]).toBe("no-store");
  expect(headers["x-robots-tag"]).toContain("noindex");
  expect(body).toContain('<meta name="robots" content="noindex, nofollow">');
  expect(body).not.toContain(" style=");
});

test("says that it is late when the promised time has passed, and waits for the customer in their words", async () => {
  const { owner, id, path } = await begun();
  house.clock.advance(100 * hour);
  expect((await get(path)).body).toContain("are late. We are sorry.");
  await owner.call(conversationStatesApi.waitForCustomer, { params: { id }, body: {} });
  const { body } = await get(path);
  expect(body).toContain("Waiting for you");
  expect(body).toContain("The next word is yours");
  await owner.call(conversationStatesApi.resolveConversation, {
    params: { id },
    body: { reason: "Replaced" },
  });
  const resolved = (await get(path)).body;
  expect(resolved).toContain('<span class="is-kept">Resolved</span>');
  expect(resolved).not.toContain("Next word");
  expect(resolved).not.toContain("Replaced");
  house.clock.set(new Date());
});

test("a message from the page joins the conversation once, however often the button is pressed", async () => {
  const { owner, id, path } = await begun();
  const nonce = nonceIn((await get(path)).body);
  const fields = { nonce, text: "And the lid\r\nis missing." };
  const answers = await Promise.all([post(`${path}/replies`, fields), post(`${path}/replies`, fields)]);
  answers.push(await post(`${path}/replies`, fields));
  for (const { status, location } of answers)
    expect([status, location]).toEqual([303, `${path}?sent=1#sent`]);
  const mine = (await messagesOf(owner, id)).filter(({ channel }) => channel === "tracker");
  expect(mine).toMatchObject([
    { text: "And the lid\nis missing.", proven: true, author: { kind: "customer", address: ana.email } },
  ]);
  expect((await get(`${path}?sent=1`)).body).toContain("Your message has arrived.");
  const [event] = await house.system
    .selectFrom("events")
    .selectAll()
    .where("conversationId", "=", id)
    .where("actorKind", "=", "customer")
    .execute();
  expect(event).toMatchObject({ name: "message.received", data: { channel: "tracker", proven: true } });
});

test("another text from the same page is another message", async () => {
  const { owner, id, path } = await begun();
  const nonce = nonceIn((await get(path)).body);
  await post(`${path}/replies`, { nonce, text: "One" });
  await post(`${path}/replies`, { nonce, text: "Two" });
  const texts = (await messagesOf(owner, id))
    .filter(({ channel }) => channel === "tracker")
    .map(({ text }) => text);
  expect(texts).toEqual(["One", "Two"]);
});

test("a message opens a resolved conversation again, with a holder and a promise", async () => {
  const { owner, id, path } = await begun();
  await owner.call(conversationStatesApi.resolveConversation, { params: { id }, body: { reason: "Done" } });
  await post(`${path}/replies`, { nonce: "n".repeat(20), text: "It leaks again." });
  expect(await owner.call(conversationsApi.getConversation, { params: { id } })).toMatchObject({
    state: "open",
    holder: { id: owner.id },
    promise: { kind: "next_step" },
  });
});

test("what cannot be taken comes back with the text, to be sent again", async () => {
  const { owner, id, path } = await begun();
  const empty = await post(`${path}/replies`, { nonce: "n".repeat(20), text: "  " });
  expect(empty.status).toBe(422);
  const long = await post(`${path}/replies`, { nonce: "n".repeat(20), text: `Kept ${"x".repeat(20_000)}` });
  expect(long.status).toBe(422);
  expect(long.body).toContain("Kept xxxx");
  expect(await messagesOf(owner, id)).toHaveLength(1);
});

test("whoever writes a lot at once is asked to wait and loses no text", async () => {
  const { owner, id, path } = await begun();
  house.clock.stop();
  const send = (i: number) => post(`${path}/replies`, { nonce: `nonce-${i}-nonce`, text: `Message <${i}>` });
  for (let i = 0; i < 10; i++) expect((await send(i)).status).toBe(303);
  const refused = await send(10);
  expect(refused.status).toBe(429);
  expect(refused.body).toContain("Message &lt;10&gt;");
  expect(nonceIn(refused.body)).toBe("nonce-10-nonce");
  house.clock.advance(2000);
  expect((await send(10)).status).toBe(303);
  expect((await messagesOf(owner, id)).filter(({ channel }) => channel === "tracker")).toHaveLength(11);
  house.clock.goOn();
});

test("a link that has expired, was revoked or is forged opens nothing and tells how to reach the company", async () => {
  const { owner, id, path } = await begun();
  const { workspaceId } = owner;
  const foreign = await begun();
  const forged = signLink({ ...house.secrets, sign: () => Buffer.alloc(32) }, "tracker", {
    workspaceId,
    id: newId(),
    expiresAt: later(1),
  });
  const otherPurpose = signLink(house.secrets, "follow-up", {
    workspaceId,
    id: newId(),
    expiresAt: later(1),
  });
  for (const url of [`/t/${forged}`, `/t/${otherPurpose}`, `${path.slice(0, -3)}xyz`, "/t/abc"]) {
    const { status, body, headers } = await get(url);
    expect(status).toBe(404);
    expect(body).toContain("answer any of our e-mails");
    expect(body).not.toContain("Workshop");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect((await post(`${url}/replies`, { text: "Hello" })).status).toBe(404);
  }
  await owner.call(conversationsApi.revokeTracker, { params: { id } });
  const revoked = await get(path);
  expect(revoked.status).toBe(410);
  expect(revoked.body).toContain("Workshop");
  for (const hidden of ["kettle", "Olga", "#1"]) expect(revoked.body).not.toContain(hidden);
  expect((await post(`${path}/replies`, { text: "Hello" })).status).toBe(410);
  expect(await messagesOf(owner, id)).toHaveLength(1);
  expect((await get(foreign.path)).status).toBe(200);
  house.clock.advance(181 * 24 * hour);
  expect((await get(foreign.path)).status).toBe(410);
  house.clock.set(new Date());
});

test("a link signed for another workspace's row does not open it", async () => {
  const { path, owner } = await begun();
  const foreign = await newWorkspace(house);
  const [row] = await house.system
    .selectFrom("trackerLinks")
    .selectAll()
    .where("workspaceId", "=", owner.workspaceId)
    .execute();
  const token = signLink(house.secrets, "tracker", {
    workspaceId: foreign.workspaceId,
    id: row?.id ?? "",
    expiresAt: later(1),
  });
  expect((await get(`/t/${token}`)).status).toBe(410);
  expect((await get(path)).status).toBe(200);
});

test("a reader of the Cc sees nothing unproven of others until an agent vouched; who seems to have written it sees it", async () => {
  const { owner, id, customerId, path } = await begun();
  const reader = await house.work(owner.actor, async (work) => {
    const ben = await findOrMake(work, { name: "Ben", email: "ben@shop.example" });
    await addParticipants(work, id, [ben]);
    return ben;
  });
  const { inboxId } = await owner.call(conversationsApi.getConversation, { params: { id } });
  const { messageId } = await house.work(owner.actor, (work) =>
    receive(work, {
      conversationId: id,
      inboxId,
      customerId,
      channel: "email",
      authorAddress: ana.email,
      subject: "Re",
      text: "Send it to my new address",
      proven: false,
    }),
  );
  const readerPath = await pathFor(owner, id, reader);
  expect((await get(readerPath)).body).not.toContain("new address");
  expect((await get(path)).body).toContain("nothing proves that you sent it");
  await owner.call(messagesApi.vouchForMessage, { params: { id: messageId } });
  expect((await get(readerPath)).body).toContain("new address");
});

test("attachments come only through the link of their conversation, as downloads, and never those of notes", async () => {
  const { owner, id, path } = await begun();
  const other = await begun();
  const content = await house.files.put(owner.workspaceId, Buffer.from("<h1>hello</h1>"));
  const attachTo = async (kind: "reply" | "note") => {
    const message = (await messagesOf(owner, id)).find((one) => one.kind === kind);
    await house.work(owner.actor, async (work) => {
      const file = await keepFile(work, content, { name: `${kind}.html`, mediaType: "text/html" });
      await attach(work, message?.id ?? "", [
        { fileId: file.id, name: file.name, contentId: null, inline: false },
      ]);
    });
    return (await messagesOf(owner, id)).find((one) => one.kind === kind)?.attachments[0]?.id ?? "";
  };
  await owner.call(repliesApi.writeNote, { params: { id }, body: { text: "Internal" } });
  const [shown, hidden] = [await attachTo("reply"), await attachTo("note")];
  expect((await get(path)).body).toContain(`href="${path}/files/${shown}"`);
  const file = await get(`${path}/files/${shown}`);
  expect([file.status, file.body]).toEqual([200, "<h1>hello</h1>"]);
  expect(file.headers).toMatchObject({
    "content-type": "application/octet-stream",
    "content-security-policy": "sandbox; default-src 'none'",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  expect(file.headers["content-disposition"]).toContain("attachment");
  for (const url of [
    `${path}/files/${hidden}`,
    `${path}/files/${newId()}`,
    `${path}/files/nothing`,
    `${other.path}/files/${shown}`,
  ]) {
    expect((await get(url)).status).toBe(404);
  }
});

test("long conversations page back to their beginning", async () => {
  const { owner, id, path } = await begun();
  for (let i = 1; i <= 60; i++)
    await owner.call(messagesApi.receiveMessage, { params: { id }, body: { text: `Line ${i}.` } });
  const newest = (await get(path)).body;
  expect(newest).toContain("Line 60.");
  expect(newest).not.toContain("Line 1.");
  const earlier = /href="([^"]*after=[^"]*)"/.exec(newest)?.[1] ?? "";
  const oldest = (await get(earlier.replaceAll("&amp;", "&"))).body;
  expect(oldest).toContain("Line 1.");
  expect(oldest).not.toContain("Line 60.");
});

test("opening the page changes nothing", async () => {
  const { path, id } = await begun();
  await house.settle();
  const before = await house.system
    .selectFrom("events")
    .select((eb) => eb.fn.countAll().as("all"))
    .where("conversationId", "=", id)
    .execute();
  for (const method of ["GET", "HEAD"] as const)
    expect((await house.app.fastify.inject({ method, url: path })).statusCode).toBe(200);
  const after = await house.system
    .selectFrom("events")
    .select((eb) => eb.fn.countAll().as("all"))
    .where("conversationId", "=", id)
    .execute();
  expect(after).toEqual(before);
});
