import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Line, openLine } from "./line.ts";
import { freePort } from "./living-house.ts";
import { begin, enterAsOwner, openScene, password, type Scene } from "./scene.ts";
import { hasFocus, openOwnBrowser, type Window } from "./window.ts";
import { written } from "./written.ts";

let scene: Scene;
let line: Line;
let url: string;
let olga: Window;
let folder: string;
let conversation: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  scene = await openScene({ BATON_URL: url });
  line = await openLine(port, scene.living.port);
  olga = await enterAsOwner(scene);
  conversation = (await begin(olga, "The lid is loose")).id;
  folder = await mkdtemp(join(tmpdir(), "baton-profile-"));
});
afterAll(async () => {
  await scene?.close();
  await line?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A busy machine opens a page slowly. */
const patience = { timeout: 30_000 };
const subject = (page: Page) => page.getByRole("grid").getByText("The lid is loose", { exact: true });
const signIn = (page: Page) =>
  page.request.post("/api/session", { data: { email: "olga@kettles.example", password } });

/** The worker is there and holds the app. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const caches = await window.caches.keys();
    const shell = caches.find((name) => name.startsWith("shell-"));
    if (!shell) return [];
    const requests = await (await window.caches.open(shell)).keys();
    return requests.map((request) => new URL(request.url).pathname);
  });

test("Baton can be installed, in the language one reads; it opens without a line, says so, and comes by itself", async () => {
  const own = await openOwnBrowser(join(folder, "installed"), url);
  const { page, context } = own;
  await signIn(page);
  await page.goto("/inbox/all");
  await subject(page).waitFor(patience);
  await expect.poll(async () => (await kept(page)).length, patience).toBeGreaterThan(20);

  const devtools = await context.newCDPSession(page);
  const { errors, data } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? "")).toMatchObject({ name: "Baton", start_url: "/", lang: "en", dir: "ltr" });
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  expect(installabilityErrors).toEqual([]);
  await page.request.patch("/api/me", { data: { language: "ar" } });
  await page.locator('link[rel="manifest"][href="/manifest-ar.webmanifest"]').waitFor({
    state: "attached",
    ...patience,
  });
  const direction = async () =>
    (JSON.parse((await devtools.send("Page.getAppManifest")).data ?? "{}") as { dir?: string }).dir;
  await expect.poll(direction, patience).toBe("rtl");
  await page.request.patch("/api/me", { data: { language: "en" } });
  await page.locator('html[lang="en"]').waitFor(patience);

  // The app and nothing of what the API says.
  const paths = await kept(page);
  expect(paths).toContain("/index.html");
  expect(paths.filter((path) => path !== "/index.html" && !path.startsWith("/assets/"))).toEqual([]);

  await line.cut();
  await page.goto("/inbox/all");
  await page.getByText("Baton cannot be reached right now.").waitFor(patience);
  await page.getByText("Baton opens by itself as soon as it can be reached.").waitFor();
  expect(await page.getByText("The lid is loose").count()).toBe(0);
  await line.mend();
  await subject(page).waitFor(patience);
  await context.close();
});

test("a browser that is killed in the middle of a sentence loses none of what was kept before", async () => {
  const first = await openOwnBrowser(join(folder, "killed"), url);
  const gone = new Promise<void>((done) => first.context.once("close", () => done()));
  await signIn(first.page);
  await first.page.goto(`/inbox/all/${conversation}`);
  const reply = (page: Page) => page.getByRole("textbox", { name: "Reply to Ana" });
  await reply(first.page).click(patience);
  await hasFocus(reply(first.page));
  await first.page.keyboard.type("Hello Ana, a new lid");
  const onServer = async () => {
    const answer = await olga.context.request.get(`/api/conversations/${conversation}/draft`);
    return JSON.stringify(await answer.json());
  };
  await expect.poll(onServer, patience).toContain("a new lid");
  await first.page.keyboard.type(" is on");
  process.kill(first.pid, "SIGKILL");
  await gone;

  const second = await openOwnBrowser(join(folder, "killed"), url);
  await signIn(second.page);
  await second.page.goto(`/inbox/all/${conversation}`);
  await expect.poll(() => written(reply(second.page)), patience).toContain("Hello Ana, a new lid");
  await second.context.close();
});

/** What this browser has written to its disk of what somebody typed. */
const onDisk = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((done, fail) => {
      const asked = indexedDB.open("baton");
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error ?? new Error("no database"));
    });
    const all = database.transaction("entries").objectStore("entries").getAll();
    await new Promise((done) => {
      all.onsuccess = done;
    });
    database.close();
    return JSON.stringify(all.result);
  });

test("a browser that is killed while the server is away loses neither its last words nor what it was told to send", async () => {
  const { id: other } = await begin(olga, "The cord is short");
  const own = join(folder, "killed offline");
  const first = await openOwnBrowser(own, url);
  const gone = new Promise<void>((done) => first.context.once("close", () => done()));
  await signIn(first.page);
  const reply = (page: Page) => page.getByRole("textbox", { name: "Reply to Ana" });
  await first.page.goto(`/inbox/all/${other}`);
  await reply(first.page).click(patience);
  await hasFocus(reply(first.page));
  await first.page.keyboard.type("Hello Ana, two metres.");
  await first.page.getByRole("button", { name: /^Wait for Ana/ }).click();
  const second = await first.context.newPage();
  await second.goto(`/inbox/all/${conversation}`);
  await reply(second).click(patience);
  await hasFocus(reply(second));
  await second.keyboard.press("ControlOrMeta+a");
  await second.keyboard.type("Hello Ana, the lid");
  await line.cut();
  await first.page.getByRole("button", { name: "Send and wait for Ana" }).click();
  await first.page.getByRole("article", { name: "Your reply is not sent yet" }).waitFor(patience);
  await second.keyboard.type(" left us a moment ago");
  await expect.poll(() => onDisk(second), patience).toContain("the lid left us a moment ago");
  await expect.poll(() => onDisk(second), patience).toContain("baton.parcel.");
  process.kill(first.pid, "SIGKILL");
  await gone;

  await line.mend();
  const { page, context } = await openOwnBrowser(own, url);
  await signIn(page);
  await page.goto(`/inbox/all/${conversation}`);
  await expect.poll(() => written(reply(page)), patience).toBe("Hello Ana, the lid left us a moment ago");
  const sent = () =>
    scene.living.house.system
      .selectFrom("messages")
      .select("text")
      .where("conversationId", "=", other)
      .where("direction", "=", "out")
      .execute();
  await expect.poll(sent, patience).toEqual([{ text: "Hello Ana, two metres." }]);
  await context.close();
});

test("somebody who never pauses while they write has it kept on the server all the same", async () => {
  const { page } = olga;
  await page.goto(`/inbox/all/${conversation}`);
  const field = page.getByRole("textbox", { name: "Reply to Ana" });
  await field.click(patience);
  await hasFocus(field);
  let seen = false;
  page.on("request", (request) => {
    if (request.method() === "PUT" && request.url().endsWith("/draft")) seen = true;
  });
  // One letter after the other, far quicker than the pause that usually ends a sentence.
  for (const until = Date.now() + 60_000; !seen && Date.now() < until; ) await page.keyboard.type("a");
  expect(seen).toBe(true);
});

test("a tab whose app is older than the server's says so when the line comes back, and loads the new one on a click", async () => {
  const { page } = olga;
  await page.goto("/inbox/all");
  await subject(page).waitFor(patience);
  await line.cut();
  await page.getByText("Not live right now.", { exact: false }).waitFor(patience);
  expect(await page.getByText("There is a new version of Baton.").count()).toBe(0);
  await page.route("**/version.json", (route) => route.fulfill({ json: { entry: "/assets/index-new.js" } }));
  await line.mend();
  await page.getByText("There is a new version of Baton.").waitFor(patience);
  await page.evaluate(() => document.body.setAttribute("data-before", ""));
  await page.getByRole("button", { name: "Reload" }).click();
  await page.locator("body:not([data-before])").waitFor({ state: "attached", ...patience });
  await subject(page).waitFor(patience);
  expect(olga.complaints.filter((text) => text.startsWith("uncaught"))).toEqual([]);
});
