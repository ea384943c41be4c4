import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureChromium } from "../../scripts/chromium.ts";
import { receive } from "../../server/conversations/receive.ts";
import { trackerUrl } from "../../server/conversations/tracker-link.ts";
import * as conversationStatesApi from "../../shared/conversation-states.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import * as messagesApi from "../../shared/messages.ts";
import * as repliesApi from "../../shared/replies.ts";
import { newWorkspace, type Person } from "../builders.ts";
import { openTestHouse, type TestHouse } from "../house.ts";

let house: TestHouse;
let browser: Browser;
let origin: string;
let owner: Person;

beforeAll(async () => {
  house = await openTestHouse();
  origin = await house.app.fastify.listen({ port: 0, host: "127.0.0.1" });
  browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: ["--no-sandbox", "--disable-background-networking"],
  });
  owner = await newWorkspace(house, "Europe/Berlin");
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const hour = 3600_000;
const pathOf = (url: string) => `${origin}${new URL(url).pathname}`;

async function begun() {
  const customer = { email: `ana${Math.random()}@shop.example`, name: "Ana Lopez" };
  const {
    id,
    inboxId,
    customer: { id: customerId },
  } = await owner.call(conversationsApi.startConversation, {
    body: {
      customer,
      subject: "The kettle that I bought in March leaks",
      text: "It leaks from below, every morning.\n\nAna",
    },
  });
  const dueAt = new Date(house.clock.now().getTime() + 50 * hour).toISOString();
  await owner.call(repliesApi.sendReply, {
    params: { id },
    body: {
      text: "Hello Ana,\nwe send you a new one: https://shop.example/kettles/2",
      then: { state: "open", promise: { text: "Parcel number", dueAt } },
    },
  });
  await house.work(owner.actor, (work) =>
    receive(work, {
      conversationId: id,
      inboxId,
      customerId,
      channel: "email",
      authorAddress: customer.email,
      subject: "Re",
      text: "Great!",
      originalText: "Great!\n\n> we send you a new one",
    }),
  );
  const url = await house.work(owner.actor, (work) => trackerUrl(work, house, id, customerId));
  return { id, url: pathOf(url) };
}

async function askedHow(id: string): Promise<string> {
  await owner.call(conversationStatesApi.resolveConversation, {
    params: { id },
    body: { reason: "Replaced" },
  });
  await house.runReactions();
  house.clock.advance(25 * hour);
  await house.settle();
  const mail = await house.system
    .selectFrom("deliveries")
    .select("content")
    .where("conversationId", "=", id)
    .where("kind", "=", "follow_up")
    .executeTakeFirstOrThrow();
  const url = /http\S+rating=4/.exec((mail.content as { text: string }).text)?.[0] ?? "";
  return `${pathOf(url)}?rating=4`;
}

/** A page in a context of its own, with everything that the browser complained about. */
async function open(
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(url);
  return { page, complaints };
}

/** The page that gives back a message that could not be taken. */
async function refused(url: string, options: BrowserContextOptions) {
  const opened = await open(url, options);
  await opened.page.getByRole("textbox").fill("   ");
  await opened.page.getByRole("button").click();
  await opened.page.getByRole("alert").waitFor();
  return opened;
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

const looks: [string, BrowserContextOptions][] = [
  ["light", { colorScheme: "light", viewport: { width: 1280, height: 900 } }],
  ["dark", { colorScheme: "dark", viewport: { width: 1280, height: 900 } }],
  ["on a phone", { colorScheme: "light", viewport: { width: 390, height: 844 } }],
  ["on a phone, dark", { colorScheme: "dark", viewport: { width: 390, height: 844 } }],
];

test.each(looks)("everybody can use the pages, %s", async (_, options) => {
  const [current, over] = [await begun(), await begun()];
  const followUp = await askedHow(over.id);
  const urls = [current.url, `${current.url}?sent=1`, over.url, followUp, `${current.url}x`, "refused"];
  for (const one of urls) {
    const { page, complaints } =
      one === "refused" ? await refused(current.url, options) : await open(one, options);
    await expect.poll(() => faults(page)).toEqual([]);
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    await expect.poll(fits).toBe(true);
    // A page that says no is one complaint; a style or a picture that the policy blocked would be another.
    expect(complaints.filter((text) => !/status of 4/.test(text))).toEqual([]);
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    await expect.poll(fits).toBe(true);
    await page.context().close();
  }
});

test("without JavaScript a customer reads, answers, and sees the answer arrive", async () => {
  const { id, url } = await begun();
  const { page } = await open(url, { javaScriptEnabled: false, locale: "en" });
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(
    "The kettle that I bought in March leaks",
  );
  await page.getByText("Olga has it").waitFor();
  expect(await page.getByText("> we send you a new one").isVisible()).toBe(false);
  await page.getByText("Show the whole message").click();
  await page.getByText("> we send you a new one").waitFor();
  await page.getByLabel("Your message to Olga").fill("Thank you!\nWhen does it come?");
  await page.getByRole("button", { name: "Send message" }).click();
  expect(await page.getByRole("status").textContent()).toContain("has arrived");
  await page.getByText("When does it come?").waitFor();
  await page.reload();
  const { items } = await owner.call(messagesApi.listMessages, { params: { id }, query: {} });
  expect(items.filter(({ channel }) => channel === "tracker")).toHaveLength(1);
  await page.context().close();
});

test("without JavaScript a customer says how it was: the clicked rating is chosen, and the button saves it", async () => {
  const { id } = await begun();
  const { page } = await open(await askedHow(id), { javaScriptEnabled: false, locale: "de" });
  expect(
    await page
      .getByRole("radio", { name: /Zufrieden$/ })
      .and(page.locator(":checked"))
      .getAttribute("value"),
  ).toBe("4");
  await page.getByRole("radio", { name: /Sehr unzufrieden/ }).check();
  await page.getByLabel(/Möchten Sie uns/).fill("Er tropft wieder.");
  await page.getByRole("button", { name: "Antwort speichern" }).click();
  expect(await page.getByRole("status").textContent()).toContain("gespeichert");
  await house.settle();
  expect(await owner.call(conversationsApi.getConversation, { params: { id } })).toMatchObject({
    state: "open",
    rating: 1,
    holder: { id: owner.id },
  });
  await page.context().close();
});
