import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAs, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { hasFocus, type Window } from "./window.ts";
import { written } from "./written.ts";

let scene: Scene;
let olga: Window;
let ben: Window & { id: string };
/** Two tabs of Ben's. */
let here: Page;
let there: Page;
let conversation: string;

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  ben = await enterAs(scene, olga, "Ben Baker");
  conversation = (await begin(olga, "The lid is loose")).id;
  here = ben.page;
  there = await ben.context.newPage();
});
afterAll(() => scene?.close());

const patience = { timeout: 30_000 };
const reply = (page: Page) => page.getByRole("textbox", { name: "Reply to Ana" });
const bell = (page: Page) =>
  page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: /^News/ });
const open = async (path: string) => {
  for (const page of [here, there]) await page.goto(path);
};

test("a word typed in one tab stands in the other, and what is sent there is gone in both", async () => {
  await open(`/inbox/all/${conversation}`);
  for (const page of [here, there]) await reply(page).waitFor(patience);
  await reply(here).click();
  await hasFocus(reply(here));
  await here.keyboard.type("Hello Ana, a new lid is on its way.");
  await expect.poll(() => written(reply(there)), patience).toBe("Hello Ana, a new lid is on its way.");
  await there.bringToFront();
  await reply(there).click();
  await there.getByRole("button", { name: /^Wait for Ana/ }).click();
  await there.getByRole("button", { name: "Send and wait for Ana" }).click();
  for (const page of [here, there]) {
    await page
      .getByRole("region", { name: "Messages" })
      .getByText("a new lid is on its way")
      .waitFor(patience);
    await expect.poll(() => written(reply(page)), patience).toBe("");
  }
});

test("what was read in one tab is read in the other", async () => {
  await open("/inbox/all");
  await post(olga, `/api/conversations/${conversation}/notes`, { text: "@Ben Baker", mentions: [ben.id] });
  for (const page of [here, there]) await bell(page).getByText("1 unread").waitFor(patience);
  await there.goto("/notifications");
  await there.getByRole("button", { name: "Mark all as read" }).click(patience);
  for (const page of [here, there])
    await bell(page)
      .getByText("1 unread")
      .waitFor({ state: "detached", ...patience });
  expect(ben.complaints).toEqual([]);
});

test("language and looks that are chosen in one tab hold in the other", async () => {
  await here.goto("/inbox/all");
  await there.goto("/settings/account");
  await there.getByRole("button", { name: "You: Ben Baker" }).click(patience);
  await there.getByRole("menuitemradio", { name: "Dark" }).click(patience);
  for (const page of [here, there]) await page.locator('html[data-theme="dark"]').waitFor(patience);
  await there.keyboard.press("Escape");
  await ben.context.request.patch("/api/me", { data: { language: "ar" } });
  for (const page of [here, there]) await page.locator('html[lang="ar"][dir="rtl"]').waitFor(patience);
  await ben.context.request.patch("/api/me", { data: { language: "workspace" } });
  for (const page of [here, there]) await page.locator('html[lang="en"]').waitFor(patience);
  expect(ben.complaints).toEqual([]);
});

test("whoever leaves in one tab has left in the other, and the next person at this browser finds no text of theirs", async () => {
  const { id } = await begin(olga, "The cord is short");
  await here.goto(`/inbox/all/${id}`);
  await reply(here).click(patience);
  await hasFocus(reply(here));
  await here.keyboard.type("Between us");
  const draft = async () =>
    JSON.stringify(await (await ben.context.request.get(`/api/conversations/${id}/draft`)).json());
  await expect.poll(draft, patience).toContain("Between us");
  await there.goto("/inbox/all");
  await there.getByRole("button", { name: "You: Ben Baker" }).click(patience);
  await there.getByRole("menuitem", { name: "Sign out" }).click(patience);
  for (const page of [here, there])
    await page.getByRole("heading", { name: "Welcome back" }).waitFor(patience);

  await here.getByLabel("E-mail").fill("olga@kettles.example");
  await here.getByLabel("Password").fill("correct horse battery");
  await here.getByRole("button", { name: "Sign in" }).click();
  await reply(here).waitFor(patience);
  await expect.poll(() => written(reply(here)), patience).toBe("");
  expect(ben.complaints.filter((text) => text.startsWith("uncaught"))).toEqual([]);
});
