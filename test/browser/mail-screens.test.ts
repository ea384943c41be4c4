import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type MailPeer, openPeer } from "../mail-peer.ts";
import { type NameServer, openNameServer } from "../name-server.ts";
import { openProvider, type Provider } from "../provider.ts";
import { type LivingHouse, startLivingHouse } from "./living-house.ts";
import { sendMail } from "./post.ts";
import { axeFinds, hasFocus, openBrowser, openWindow, type Window } from "./window.ts";

let living: LivingHouse;
let browser: Browser;
let names: NameServer;
let provider: Provider;
let peer: MailPeer;
let olga: Window;
let page: Page;
let inboxId: string;

// Every screen is looked at four times.
vi.setConfig({ testTimeout: 300_000 });

const support = "support@kettles.example";

beforeAll(async () => {
  [names, provider, peer] = await Promise.all([openNameServer(), openProvider(), openPeer()]);
  living = await startLivingHouse({ BATON_DNS_SERVER: names.address, BATON_PRIVATE_HOSTS: "1" });
  browser = await openBrowser();
  olga = await openWindow(browser, living.url);
  ({ page } = olga);
  await post("/api/setup", {
    workspace: "Kettles & Co",
    name: "Olga Owner",
    email: "olga@kettles.example",
    password: "correct horse battery",
  });
  await olga.context.request.delete("/api/me/tour");
});
afterAll(async () => {
  await browser?.close();
  await living?.stop();
  await Promise.all([names?.close(), provider?.close(), peer?.close()]);
});

async function post<T>(path: string, data: object): Promise<T> {
  const answer = await olga.context.request.post(path, { data });
  const said = await answer.text();
  expect(answer.status(), `${path}: ${said}`).toBe(200);
  return JSON.parse(said) as T;
}

const looks = [
  { name: "light", colorScheme: "light", width: 1280 },
  { name: "dark", colorScheme: "dark", width: 1280 },
  { name: "phone", colorScheme: "light", width: 390 },
  { name: "phone-dark", colorScheme: "dark", width: 390 },
] as const;

/** The screen as it stands, in every look: nothing for axe to find, nothing wider than the window. */
async function expectGood(name: string): Promise<void> {
  const folder = process.env["BATON_SHOTS"];
  if (folder) mkdirSync(folder, { recursive: true });
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: look.width, height: 860 });
    // What is still on its way to this look is no finding.
    await expect
      .poll(() => axeFinds(page), { timeout: 20_000, message: `${name}, ${look.name}` })
      .toEqual([]);
    const fits = () => document.documentElement.scrollWidth <= window.innerWidth;
    await expect.poll(() => page.evaluate(fits), { message: `${name}, ${look.name}` }).toBe(true);
    if (folder) await page.screenshot({ path: join(folder, `${name}-${look.name}.png`), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
  await page.setViewportSize({ width: 1280, height: 860 });
}

const openScreen = (path: string) => page.goto(`/settings/${path}`);
const dialog = () => page.getByRole("dialog");
const heading = (name: string | RegExp) => page.getByRole("heading", { name }).first();

test("without an inbox the screens say what will appear and how", async () => {
  await openScreen("deliverability");
  await page.getByText("No domain yet").waitFor();
  await expectGood("deliverability-empty");
  await openScreen("suppressed");
  await page.getByText("Every address gets its mail").waitFor();
  await expectGood("suppressed-empty");
  await openScreen("mail-in");
  await page.getByText("No mail yet").waitFor();
  await expectGood("mail-in-empty");
});

test("a domain's records are told in plain words, and a key signs once DNS shows it", async () => {
  const here = { host: "127.0.0.1", security: "none" };
  const inbox = { name: "Support", address: support, smtp: { ...here, port: peer.port } };
  inboxId = (await post<{ id: string }>("/api/inboxes", inbox)).id;
  names.txt.set("kettles.example", ["v=spf1 include:mail.example -all"]);
  await openScreen("deliverability");
  const checks = page.getByRole("list", { name: "kettles.example" });
  await checks.getByText("must be fixed").first().waitFor();
  await expectGood("deliverability-bad");

  await page.getByRole("button", { name: "Make a signing key" }).click();
  await page.getByText("waits for DNS").waitFor();
  const keys = page.getByRole("list", { name: "Signing keys of kettles.example" });
  const name = await keys.getByLabel("Name").inputValue();
  const value = await keys.getByLabel("Value").inputValue();
  expect(name).toContain("_domainkey.kettles.example");
  expect(value).toContain("v=DKIM1");
  await expectGood("deliverability-key");

  await keys.getByRole("button", { name: /^Check now: key/ }).click();
  await page
    .getByText(/Not yet\./)
    .first()
    .waitFor();
  names.txt.set(name, [value]);
  await keys.getByRole("button", { name: /^Check now: key/ }).click();
  await keys.getByText("signs", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Rotate: make a new key" }).click();
  await keys.getByText("waits for DNS").waitFor();
  await expectGood("deliverability-rotating");
});

test("an inbox signs in at its provider and comes back; when the grant ends it says what to do", async () => {
  const here = { host: "127.0.0.1", security: "none", user: "help@kettles.example" };
  await post("/api/inboxes", {
    name: "Help",
    address: "help@kettles.example",
    imap: { ...here, port: provider.imapPort },
    smtp: { ...here, port: provider.smtpPort },
  });
  await openScreen("inboxes");
  await page.getByRole("button", { name: "Change Help" }).click();
  await page.getByRole("button", { name: "Set up sign-in" }).click();
  await dialog().getByRole("combobox", { name: "Provider" }).click();
  await page.getByRole("option", { name: "Another provider" }).click();
  await dialog().getByLabel("Client id").fill("baton");
  await dialog().getByLabel("Client secret").fill("s3cret");
  await dialog().getByLabel("Address where people say yes").fill(`${provider.base}/authorize`);
  await dialog().getByLabel("Address that gives out tokens").fill(`${provider.base}/token`);
  await dialog().getByLabel("Scope").fill("mail offline_access");
  await expectGood("grant-form");

  // First the provider refuses to give tokens, then it does.
  provider.failing = { status: 400, text: '{"error":"invalid_client","error_description":"Wrong secret."}' };
  await dialog().getByRole("button", { name: "Save and sign in at the provider" }).click();
  await page.getByRole("alert").getByText("Help is not signed in.").waitFor();
  await page
    .getByText(/invalid_client|Wrong secret/)
    .first()
    .waitFor();
  await expectGood("grant-failed");
  provider.failing = null;
  await page.getByRole("button", { name: "Sign in again at the provider" }).click();
  await page.getByText("Help is signed in. Mail is fetched and sent by it from now on.").waitFor();
  await page.getByText("signed in", { exact: true }).waitFor();
  await expectGood("grant-given");
  await page.getByRole("button", { name: "Put this message away" }).click();
  await page.getByText("Help is signed in.").waitFor({ state: "detached" });

  // The provider forgets the grant.
  provider.valid.clear();
  provider.refreshTokens.clear();
  living.clock.advance(2 * 3600_000);
  await page.getByRole("button", { name: "Test connection" }).click();
  await page.getByText("ended", { exact: true }).waitFor();
  await page.getByText(/until somebody signs in again/).waitFor();
  await expectGood("grant-ended");
  await page.getByRole("button", { name: "Sign in again at the provider" }).click();
  await page.getByText("Help is signed in.").first().waitFor();
});

test("a mail service is connected by an address shown once, and what it hands over is seen", async () => {
  await page.goto(`/settings/inboxes#${inboxId}`);
  await page.getByRole("button", { name: "Connect a service" }).click();
  await dialog().getByRole("combobox", { name: "Service" }).click();
  await page.getByRole("option", { name: "Mailgun" }).click();
  await dialog().getByLabel("HTTP webhook signing key").waitFor();
  await expectGood("hook-form");
  await dialog().getByRole("combobox", { name: "Service" }).click();
  await page.getByRole("option", { name: "Postmark" }).click();
  await dialog().getByRole("button", { name: "Make the address" }).click();
  const address = new URL(await dialog().getByLabel("Address").inputValue());
  await expectGood("hook-made");
  await dialog().getByRole("button", { name: "I have entered it" }).click();
  await page.getByText("No mail came yet.").waitFor();

  const raw = `From: Eve <eve@home.example>\r\nTo: ${support}\r\nSubject: By Postmark\r\nMessage-ID: <pm@home.example>\r\nDate: Mon, 4 May 2026 10:00:00 +0000\r\n\r\nHello\r\n`;
  const basic = Buffer.from(`${address.username}:${address.password}`).toString("base64");
  const answer = await fetch(`${living.url}${address.pathname}`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}`, "content-type": "application/json" },
    body: JSON.stringify({
      RawEmail: raw,
      MessageID: "b7bc2f4a-e38e-4336-af7d-e6c392c2f817",
      OriginalRecipient: support,
      FromFull: { Email: "eve@home.example" },
    }),
  });
  const said = await answer.text();
  expect(answer.status, `handed over: ${said}`).toBe(200);
  await page.reload();
  await page.getByText("Last mail").waitFor();
  await expectGood("inbox-ways");
});

test("a mail tells how it came and was judged, and a copy how it fared, by keyboard alone", async () => {
  await sendMail(living.smtpPort, {
    from: "Ana Lopez <ana@home.example>",
    to: support,
    subject: "My kettle leaks",
    text: "It leaks from below.",
    messageId: "<leak@home.example>",
  });
  await page.goto("/inbox/all");
  await page.getByRole("row").filter({ hasText: "My kettle leaks" }).click();
  await heading("My kettle leaks").waitFor();
  const story = page.getByRole("button", { name: "What happened to this mail" }).first();
  await story.focus();
  await page.keyboard.press("Enter");
  await dialog().getByText("Nothing proves who wrote it.").waitFor();
  await dialog().getByText("so it began one").waitFor();
  await dialog()
    .getByText(/handed over by .*127\.0\.0\.1.* to Support/)
    .waitFor();
  expect(await downloaded(dialog().getByRole("link", { name: "Download the mail as it came" }))).toContain(
    "It leaks from below.",
  );
  await expectGood("story-in");
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
  await hasFocus(story);

  // The acknowledgement is out of the way, so that the fault meets the answer.
  await expect.poll(() => peer.got.length, { timeout: 20_000 }).toBeGreaterThan(0);
  peer.faults.push({ at: "rcpt", code: 550, line: "5.1.1 No such mailbox here" });
  await page.keyboard.press("r");
  await hasFocus(page.getByRole("textbox", { name: "Reply to Ana" }));
  await page.getByRole("textbox", { name: "Reply to Ana" }).fill("Which model is it?");
  await page
    .getByRole("group", { name: "What happens next" })
    .getByRole("button", { name: /^Wait for Ana/ })
    .click();
  await page.getByRole("button", { name: /Send and wait for Ana/ }).click();
  // A reply can be taken back for a moment before it goes.
  await page.getByRole("region", { name: "Messages" }).getByText("Which model is it?").waitFor();
  living.clock.advance(60_000);
  await page
    .getByText(/No such mailbox here/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "What happened to this mail" }).last().click();
  await dialog().getByText("Put in line").waitFor();
  await dialog()
    .getByText(/No such mailbox here/)
    .first()
    .waitFor();
  await expectGood("story-out");
  await dialog()
    .getByRole("button", { name: /^Send to another address/ })
    .click();
  await dialog().getByLabel("Address").fill("ana@work.example");
  await dialog().getByRole("button", { name: "Send it there" }).click();
  await dialog().getByText("Sent to ana@work.example instead.").waitFor();
  await expect.poll(() => peer.to("ana@work.example").length, { timeout: 20_000 }).toBe(1);
  await expectGood("story-elsewhere");
  await page.keyboard.press("Escape");
});

async function downloaded(link: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

test("an address that bounced is told beside the customer, with the way back", async () => {
  const stopped = page.getByText("Mail to this address bounces");
  await stopped.first().waitFor();
  await expectGood("customer-column");
  const { items } = await (await olga.context.request.get("/api/customers?q=ana")).json();
  await page.goto(`/customers/${items[0].id}`);
  await stopped.waitFor();
  await expectGood("customer-page");
  await page.getByRole("button", { name: "Let mail go again: ana@home.example" }).click();
  await dialog().getByLabel("Why do you think it works now?").fill("Ana called: the mailbox is open again.");
  await expectGood("lift-dialog");
  await dialog().getByRole("button", { name: "Let mail go again" }).click();
  await stopped.waitFor({ state: "detached" });
});

test("mail to an address is stopped, found again and let go, each with a reason", async () => {
  await openScreen("suppressed");
  await page.getByRole("button", { name: "Stop mail to an address" }).click();
  await dialog().getByRole("button", { name: "Stop mail" }).click();
  await dialog().getByText("An e-mail address is needed here.").waitFor();
  await dialog().getByLabel("E-mail address").fill("bo@home.example");
  await dialog().getByLabel("Why?").fill("Asked us by phone to write letters only.");
  await expectGood("suppress-dialog");
  await dialog().getByRole("button", { name: "Stop mail" }).click();
  await page.getByText("Asked us by phone to write letters only.").waitFor();
  await page.getByRole("searchbox", { name: "Search addresses" }).fill("zoe");
  await page.getByText("No suppressed address begins with “zoe”").waitFor();
  await page.getByRole("searchbox", { name: "Search addresses" }).fill("BO@");
  await page.getByText("bo@home.example", { exact: true }).waitFor();
  await expectGood("suppressed");
  await page.getByRole("button", { name: "Let mail go again: bo@home.example" }).click();
  await dialog().getByLabel("Why do you think it works now?").fill("Changed their mind.");
  await dialog().getByRole("button", { name: "Let mail go again" }).click();
  await page.getByText("bo@home.example", { exact: true }).waitFor({ state: "detached" });
});

test("what came in adds up, and what was set aside is read again", async () => {
  const envelope = { from: "who@home.example", to: support };
  for (const n of [1, 2]) await sendRaw(envelope, `Subject: Nobody ${n}\r\n\r\nNo sender at all\r\n`);
  await openScreen("mail-in");
  await page.getByText("It does not say who sent it.").nth(1).waitFor();
  const kinds = page.getByRole("group", { name: "Show only" }).getByRole("button");
  const addsUp = async () => {
    const texts = await kinds.allInnerTexts();
    const [all = 0, ...each] = texts.map((text) => Number(/\d+/.exec(text)?.[0]));
    return { enough: all >= 4, left: all - each.reduce((sum, n) => sum + n, 0) };
  };
  await expect.poll(addsUp).toEqual({ enough: true, left: 0 });
  await expectGood("mail-in");
  await page.getByRole("button", { name: /^Needs a look/ }).click();
  // Nothing has changed about them, so they are set aside again, and nothing is lost.
  const said = page.getByText("2 mails are being read again.").waitFor();
  await page.getByRole("button", { name: "Read these 2 again" }).click();
  await said;
  await page.getByText("It does not say who sent it.").nth(1).waitFor();
  await openScreen("mail-out");
  await page
    .getByText(/No such mailbox here/)
    .first()
    .waitFor();
  await expectGood("mail-out");
});

async function sendRaw({ from, to }: { from: string; to: string }, raw: string): Promise<void> {
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({ host: "127.0.0.1", port: living.smtpPort, ignoreTLS: true });
  await transport.sendMail({ envelope: { from, to }, raw });
  transport.close();
}

test("while it is asked for the shape stands, what fails says so, and what is not for you says that", async () => {
  const reports = "**/api/suppressions*";
  const held = Promise.withResolvers<void>();
  await page.route(reports, async (route) => {
    await held.promise;
    await route.fulfill({ status: 500, json: {} });
  });
  await openScreen("suppressed");
  await page.getByRole("status", { name: "Loading" }).waitFor();
  await expectGood("suppressed-loading");
  held.resolve();
  await page.getByRole("alert").waitFor();
  await expectGood("suppressed-error");
  await page.unroute(reports);
  await page.getByRole("button", { name: "Try again" }).click();
  await heading("Suppressed addresses").waitFor();
  olga.complaints.splice(0);

  const { invitationUrl } = await post<{ invitationUrl: string }>("/api/agents", {
    name: "Ben Baker",
    email: "ben@kettles.example",
    role: "agent",
  });
  const ben = await openWindow(browser, living.url);
  await ben.page.goto(new URL(invitationUrl).pathname);
  await ben.page
    .getByLabel(/password/i)
    .first()
    .fill("another good sentence");
  await ben.page.getByRole("button", { name: "Save and sign in" }).click();
  await ben.page.getByRole("navigation").first().waitFor();
  await ben.page.goto("/settings/deliverability");
  await ben.page.getByRole("alert").waitFor();
  expect(await axeFinds(ben.page)).toEqual([]);
  await ben.page.goto("/settings/suppressed");
  await ben.page.getByRole("heading", { name: "Suppressed addresses" }).waitFor();
  expect(ben.complaints).toEqual([]);
});

test("a word shows beside an icon on hover and on focus by keyboard, and goes with Escape", async () => {
  await page.goto("/inbox/all");
  const button = page.getByRole("button", { name: "New conversation" });
  await button.hover();
  const word = page.locator("[data-side]").getByText("New conversation");
  await word.waitFor();
  await page.mouse.move(600, 700);
  await word.waitFor({ state: "detached" });
  // A focus that follows a key is shown as one.
  await page.getByRole("searchbox").first().focus();
  await page.keyboard.press("Tab");
  await button.focus();
  await word.waitFor();
  await page.keyboard.press("Escape");
  await word.waitFor({ state: "detached" });
  expect(olga.complaints).toEqual([]);
  expect(living.errors).toEqual([]);
});

test("an inbox's mails get a look that is seen while it is made, and a mistake is told with its line", async () => {
  await page.goto(`/settings/inboxes#${inboxId}`);
  const preview = page.frameLocator('iframe[title="Preview"]');
  await page.getByLabel("Header").fill("{{ company }} at your service");
  await preview.getByText("Kettles & Co at your service").waitFor();
  await expectGood("layout");
  await page.getByLabel("Footer").fill("Spout Lane 1\n{{ nobody }}");
  await page
    .getByText(/Footer, line 2/)
    .first()
    .waitFor();
  await page.getByLabel("Footer").fill("Spout Lane 1");
  await page.getByRole("tab", { name: "As plain text" }).click();
  await page.getByRole("tabpanel").getByText("Spout Lane 1").waitFor();
  const said = page.getByText("The next mail looks like this.").first().waitFor();
  await page.getByRole("button", { name: "Save this layout" }).click();
  await said;
  await page.getByLabel("Largest mail, in MB").fill("0.5");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(() => page.getByLabel("Largest mail, in MB").getAttribute("aria-invalid")).toBe("true");
  await page.getByRole("button", { name: "Undo" }).click();
});

test("what is held says why, and goes to another address", async () => {
  const mute = await post<{ id: string }>("/api/inboxes", { name: "Mute", address: "mute@kettles.example" });
  const { id } = await post<{ id: string }>("/api/conversations", {
    inboxId: mute.id,
    customer: { email: "iris@home.example" },
    subject: "Held for now",
    text: "Hello",
  });
  const dueAt = new Date(Date.now() + 86_400_000).toISOString();
  const then = { state: "open", promise: { text: "Look", dueAt } };
  await post(`/api/conversations/${id}/replies`, { text: "An answer", then });
  await openScreen("mail-out");
  await page.getByRole("button", { name: "Held back" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "iris@home.example" });
  await row.getByText("No mail server is set up for this inbox.").waitFor();
  await row.getByRole("button", { name: "Send it now" }).waitFor();
  await expectGood("mail-out-held");
  await row.getByRole("button", { name: /^Send to another address/ }).click();
  await dialog().getByLabel("Address").fill("iris@work.example");
  await expectGood("mail-out-elsewhere");
  const said = page.getByText("It is on its way to iris@work.example.").first().waitFor();
  await dialog().getByRole("button", { name: "Send it there" }).click();
  await said;
  await page.getByRole("button", { name: "All", exact: true }).click();
  await page.getByText("Sent to iris@work.example instead.").waitFor();
});
