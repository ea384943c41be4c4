import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { FolderAccount } from "../../shared/mail-accounting.ts";
import {
  mailAccounting as accounting,
  mailFolders as folderWords,
} from "../../web/lib/locales/ar/mail-accounting.ts";
import { patience } from "../mailbox.ts";
import { hasMailboxServer, MailboxServer, password } from "../mailbox-server.ts";
import { type LivingHouse, startLivingHouse } from "./living-house.ts";
import { axeFinds, openBrowser, openWindow, type Window } from "./window.ts";

// What is asked of a real mailbox takes its time on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const user = "folders";
let living: LivingHouse;
let browser: Browser;
let server: MailboxServer;
let olga: Window;
let page: Page;
let shop: string;

beforeAll(async () => {
  if (!hasMailboxServer) return;
  server = await MailboxServer.open();
  living = await startLivingHouse({ BATON_PRIVATE_HOSTS: "1" });
  browser = await openBrowser();
  olga = await openWindow(browser, living.url);
  ({ page } = olga);
  page.setDefaultTimeout(patience.timeout);
  const me = { name: "Olga Owner", email: "olga@kettles.example", password: "correct horse battery" };
  await post("/api/setup", { workspace: "Kettles & Co", ...me });
  await olga.context.request.delete("/api/me/tour");
  await server.inside(user, async (client) => {
    for (const folder of ["Orders", "طلبات"]) await client.mailboxCreate(folder);
  });
  const imap = { host: "127.0.0.1", port: server.port, security: "none", user, password };
  const made = await post("/api/inboxes", { name: "Shop", address: "shop@kettles.example", imap });
  shop = (made as { id: string }).id;
});
afterAll(async () => {
  await browser?.close();
  await living?.stop();
  await server?.close();
});

async function post(path: string, data?: object): Promise<unknown> {
  const answer = await olga.context.request.post(path, { data });
  const said = await answer.text();
  expect(answer.status(), `${path}: ${said}`).toBe(200);
  return JSON.parse(said);
}

const append = (subject: string) =>
  server.inside(user, (client) =>
    client.append(
      "INBOX",
      `From: ${subject}@home.example\r\nTo: shop@kettles.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@home.example>\r\nDate: ${new Date().toUTCString()}\r\n\r\n${subject}\r\n`,
    ),
  );

/** Nothing for axe to find and nothing wider than the window, by day and by night, at a desk and on a phone. */
async function expectGood(name: string): Promise<void> {
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 860 });
    const message = `${name}, ${colorScheme}, ${width}`;
    await expect.poll(() => axeFinds(page), { message }).toEqual([]);
    const fits = () => document.documentElement.scrollWidth <= window.innerWidth;
    await expect.poll(() => page.evaluate(fits), { message }).toBe(true);
    const folder = process.env["BATON_SHOTS"];
    if (folder)
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
  await page.setViewportSize({ width: 1280, height: 860 });
}

const openAccount = async () => {
  await page.goto("/settings/mail-in");
  await page.getByRole("button", { name: /^Shop/ }).click();
};

test.runIf(hasMailboxServer)("the folders of a mailbox are chosen from the list of its server", async () => {
  await page.goto("/settings/inboxes");
  await page.getByRole("button", { name: "Change Shop" }).click();
  const folders = page.getByRole("group", { name: "Folders that are fetched" });
  await folders.getByRole("button", { name: "Choose among the folders on the server" }).click();
  const inbox = folders.getByRole("checkbox", { name: /^INBOX/ });
  await inbox.waitFor();
  await inbox.uncheck();
  await folders.getByRole("alert").getByText("At least one folder must be fetched.").waitFor();
  await expectGood("folders-none");
  await inbox.check();
  await folders.getByRole("checkbox", { name: "Orders" }).check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const chosen = async () => {
    const { items } = await (await olga.context.request.get("/api/inboxes")).json();
    return items.find(({ id }: { id: string }) => id === shop)?.imap?.folders;
  };
  await expect.poll(chosen, patience).toEqual(["INBOX", "Orders"]);
  await expectGood("folders-chosen");
});

const stored = async () => {
  const { ways } = await (await olga.context.request.get(`/api/inboxes/${shop}/accounting`)).json();
  return ways[0]?.counts.stored ?? 0;
};

/** What the server says about each folder when it is asked now. */
const compared = async () => {
  const { folders } = (await post(`/api/inboxes/${shop}/accounting`)) as { folders: FolderAccount[] };
  return Object.fromEntries(
    folders.map(({ folder, missingCount, waiting }) => [folder, missingCount + waiting]),
  );
};

test.runIf(hasMailboxServer)(
  "mails add up with the server, or are said to be missing and fetched again",
  async () => {
    // Both folders were looked into: what comes from now on is counted.
    await expect.poll(compared, patience).toEqual({ INBOX: 0, Orders: 0 });
    await append("second");
    await expect.poll(stored, patience).toBe(1);
    await openAccount();
    await page.getByText("1 in a conversation").first().waitFor();
    await page.getByRole("button", { name: "Compare now" }).click();
    await page.getByText("It adds up").first().waitFor();
    await expectGood("adds-up");

    // As if a mail that is on the server had never been kept here.
    await living.house.system.deleteFrom("inboundMails").where("inboxId", "=", shop).execute();
    await page.getByRole("button", { name: "Compare now" }).click();
    await page.getByText("1 mail is missing").waitFor();
    await expectGood("adds-up-not");
    await page.getByRole("button", { name: "Fetch again" }).click();
    await expect.poll(stored, patience).toBe(1);
    await expect.poll(compared, patience).toEqual({ INBOX: 0, Orders: 0 });
    await openAccount();
    await page.getByText("It adds up").first().waitFor();
  },
);

test.runIf(hasMailboxServer)("the same is said in Arabic, from right to left", async () => {
  await olga.context.request.patch("/api/me", { data: { language: "ar" } });
  await openAccount();
  await page.getByRole("button", { name: accounting.check }).waitFor();
  await expectGood("adds-up-arabic");
  await page.goto("/settings/inboxes");
  await page.getByRole("button", { name: /Shop/ }).first().click();
  await page.getByRole("button", { name: folderWords.ask }).click();
  await page.getByRole("checkbox", { name: "طلبات" }).waitFor();
  await expectGood("folders-arabic");
  await olga.context.request.patch("/api/me", { data: { language: "en" } });
  expect(olga.complaints).toEqual([]);
  expect(living.errors).toEqual([]);
});
