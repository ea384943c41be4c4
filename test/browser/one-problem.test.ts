import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort, type LivingHouse, startLivingHouse } from "./living-house.ts";
import { openPostOffice, sendMail } from "./post.ts";
import { axeFinds, hasFocus, openBrowser, openWindow, type Window } from "./window.ts";

let living: LivingHouse;
let browser: Browser;
let office: Awaited<ReturnType<typeof openPostOffice>>;
let officePort: number;

beforeAll(async () => {
  officePort = await freePort();
  office = await openPostOffice(officePort);
  living = await startLivingHouse();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await living?.stop();
  await office?.close();
});

const hour = 3600_000;
const support = "support@kettles.example";
const ana = "Ana Lopez <ana@home.example>";

/** With BATON_SHOTS a picture of each step is kept there, to look at. */
async function shot({ page }: Window, name: string): Promise<void> {
  const folder = process.env["BATON_SHOTS"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

test("one customer problem, from the first word to the rating on the board", async () => {
  const olga = await openWindow(browser, living.url);
  await setUp(olga);
  await connectInbox(olga);
  const ben = await joinAs(olga, "Ben Baker", "ben@kettles.example");

  // A real mail by a real SMTP client appears live: nobody reloads anything.
  await olga.page.goto("/inbox/all");
  await olga.page.getByText("No conversations yet").waitFor();
  await sendMail(living.smtpPort, {
    from: ana,
    to: support,
    subject: "My kettle leaks",
    text: "Hello,\n\nthe kettle I bought last week leaks from below.\n\nAna",
    messageId: "<first@home.example>",
  });
  const row = olga.page.getByRole("row").filter({ hasText: "My kettle leaks" });
  await row.waitFor();
  await shot(olga, "1-inbox");
  const received = await office.next(
    ({ to, text }) => to.includes("ana@home.example") && text.includes("/t/"),
  );
  expect(received.text).toMatch(/#?1\b/);
  expect(received.text).not.toContain("leaks");

  // The reply says what is next, and reaches a real mail server.
  await row.click();
  await olga.page.getByRole("heading", { name: "My kettle leaks" }).waitFor();
  expect(await axeFinds(olga.page)).toEqual([]);
  await olga.page.keyboard.press("r");
  await hasFocus(olga.page.getByRole("textbox", { name: "Reply to Ana" }));
  await olga.page
    .getByRole("textbox", { name: "Reply to Ana" })
    .fill("Hello Ana, sorry for that! Which model is it?");
  await olga.page
    .getByRole("group", { name: "What happens next" })
    .getByRole("button", { name: /^Wait for Ana/ })
    .click();
  await shot(olga, "2-reply");
  await olga.page.getByRole("button", { name: /Send and wait for Ana/ }).click();
  const reply = await office.next(({ text }) => text.includes("Which model is it?"));
  expect(reply.to).toEqual(["ana@home.example"]);

  // The customer's reply threads by itself and opens it again.
  await sendMail(living.smtpPort, {
    from: ana,
    to: reply.replyTo || support,
    subject: `Re: ${reply.subject}`,
    text: `The red one.\n\nOn Monday, Olga wrote:\n> Which model is it?\n`,
    inReplyTo: `<${reply.messageId}>`,
    references: `<${reply.messageId}>`,
    messageId: "<second@home.example>",
  });
  await olga.page.getByRole("region", { name: "Messages" }).getByText("The red one.").waitFor();
  await expect.poll(countConversations).toBe(1);
  await shot(olga, "3-threaded");

  await handOver(olga, ben);
  await resolve(ben);
  await rate();

  // The rating is on the board, and the figure opens its rows.
  await olga.page.goto("/board");
  const csat = olga.page.getByRole("button", { name: /Satisfaction/ });
  await csat.waitFor();
  await expect.poll(() => csat.textContent()).toContain("5");
  await csat.click();
  await olga.page.getByText("My kettle leaks").first().waitFor();
  await shot(olga, "8-board");
  expect(await axeFinds(olga.page)).toEqual([]);

  expect([...olga.complaints, ...ben.complaints]).toEqual([]);
  expect(living.errors).toEqual([]);
});

async function setUp(olga: Window): Promise<void> {
  const { page } = olga;
  await page.goto("/");
  await page.getByRole("heading", { name: "Set up your Baton" }).waitFor();
  await page.getByLabel("Workspace").fill("Kettles & Co");
  await page.getByLabel("Your name").fill("Olga Owner");
  await page.getByLabel("E-mail").fill("olga@kettles.example");
  await page.getByLabel("Password", { exact: false }).fill("correct horse battery");
  await shot(olga, "0-setup");
  expect(await axeFinds(page)).toEqual([]);
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await page.getByRole("heading", { name: "Welcome, Olga" }).waitFor();
}

async function connectInbox({ context }: Window): Promise<void> {
  const answer = await context.request.post("/api/inboxes", {
    data: {
      name: "Support",
      address: support,
      smtp: { host: "127.0.0.1", port: officePort, security: "none", user: "" },
    },
  });
  expect({ status: answer.status(), text: await answer.text() }).toMatchObject({ status: 200 });
}

/** A colleague opens the link of the invitation and chooses a password. */
async function joinAs(olga: Window, name: string, email: string): Promise<Window> {
  const answer = await olga.context.request.post("/api/agents", { data: { name, email, role: "agent" } });
  const { invitationUrl } = (await answer.json()) as { invitationUrl: string };
  const window = await openWindow(browser, living.url);
  await window.page.goto(new URL(invitationUrl).pathname);
  await window.page
    .getByLabel(/password/i)
    .first()
    .fill("another good sentence");
  await window.page.getByRole("button", { name: "Save and sign in" }).click();
  await window.page.getByRole("navigation").first().waitFor();
  return window;
}

async function handOver(olga: Window, ben: Window): Promise<void> {
  await olga.page.keyboard.press("h");
  await olga.page.getByRole("combobox", { name: "To whom?" }).fill("Ben");
  await expect.poll(() => olga.page.getByRole("dialog").getByRole("option").count()).toBe(1);
  await olga.page.keyboard.press("Enter");
  await olga.page.getByLabel("What Ana wants").fill("A kettle that does not leak");
  await olga.page.getByLabel("What was tried").fill("Asked for the model: the red one");
  await shot(olga, "4-handover");
  await olga.page.getByRole("button", { name: /Offer it to Ben/ }).click();

  await ben.page.goto("/inbox/offered");
  await ben.page.getByRole("row").filter({ hasText: "My kettle leaks" }).click();
  await ben.page.getByText("A kettle that does not leak").waitFor();
  await shot(ben, "5-offered");
  await ben.page.getByRole("button", { name: /^Accept/ }).click();
  // The giver's screen learns of it by itself.
  await olga.page.getByText("Ben Baker").first().waitFor();
}

async function resolve(ben: Window): Promise<void> {
  await ben.page.getByRole("button", { name: /^Accept/ }).waitFor({ state: "detached" });
  await ben.page.keyboard.press("e");
  await ben.page.getByLabel("How was it resolved?").fill("Sent a new kettle");
  await ben.page
    .getByRole("dialog")
    .getByRole("button", { name: /^Resolve/ })
    .click();
  await expect.poll(stateOf).toBe("resolved");
  await shot(ben, "6-resolved");
}

/** A day later the follow-up arrives; a click shows a page that asks, and only its button saves. */
async function rate(): Promise<void> {
  await expect
    .poll(async () => (await living.house.system.selectFrom("followUps").select("id").execute()).length, {
      timeout: 20_000,
    })
    .toBe(1);
  living.clock.advance(25 * hour);
  const followUp = await office.next(({ html }) => html.includes("/f/"));
  const link = /https?:\/\/[^\s"<>]+\/f\/[^\s"<>]+rating=5/
    .exec(followUp.html)?.[0]
    ?.replaceAll("&amp;", "&");
  if (!link) throw new Error(`No link for a rating of 5 in: ${followUp.html}`);
  const customer = await openWindow(browser, living.url, { javaScriptEnabled: false });
  await customer.page.goto(link);
  expect(await ratings()).toEqual([]);
  await customer.page
    .getByLabel(/Anything|comment|say/i)
    .first()
    .fill("Fast and kind.");
  await shot(customer, "7-follow-up");
  await customer.page.getByRole("button").first().click();
  await expect.poll(ratings).toEqual([5]);
}

const countConversations = async () =>
  (await living.house.system.selectFrom("conversations").select("id").execute()).length;
const stateOf = async () =>
  (await living.house.system.selectFrom("conversations").select("state").executeTakeFirstOrThrow()).state;
const ratings = async () =>
  (
    await living.house.system
      .selectFrom("followUps")
      .select("rating")
      .where("rating", "is not", null)
      .execute()
  ).map(({ rating }) => rating);
