import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAs, enterAsOwner, openScene, type Scene } from "./scene.ts";
import { hasFocus, strike, type Window } from "./window.ts";
import { written } from "./written.ts";

let scene: Scene;
let olga: Window;
let page: Page;

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  page = olga.page;
  await enterAs(scene, olga, "Ben Baker");
  for (const subject of ["The lid is loose", "The light stays on", "The cord is short"])
    await begin(olga, subject);
});
afterAll(() => scene?.close());

const focusedRow = () =>
  page.evaluate(() => document.activeElement?.closest('[role="row"]')?.textContent ?? "");
const row = (index: number) => page.getByRole("grid").getByRole("row").nth(index);
const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

/** Walks with Tab until the focus is on a button of this name. */
async function tabTo(name: string): Promise<void> {
  for (let step = 0; step < 20; step++) {
    const here = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
    if (here === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to "${name}"`);
}

test("letters typed before the palette is there go into the palette and do nothing else", async () => {
  await page.goto("/inbox/mine");
  await row(2).waitFor();
  await press("j");
  await expect.poll(focusedRow).not.toBe("");
  await press("Enter");
  await page.getByRole("region", { name: "Baton" }).waitFor();
  let letIn = () => {};
  const held = new Promise<void>((done) => {
    letIn = done;
  });
  await page.route(/\/assets\/Palette-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });

  await press("Control+k");
  await page.keyboard.type("resolx");
  await press("Backspace");
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(await written(page.getByRole("textbox", { name: /^Reply to/ }))).toBe("");
  letIn();
  const field = page.getByRole("combobox", { name: "Do anything" });
  await expect.poll(() => field.inputValue()).toBe("resol");
  await hasFocus(field);
  await page.keyboard.type("ve");
  await page.getByRole("option", { name: /^Resolve/, selected: true }).waitFor();
  await press("Enter");
  await page.getByRole("dialog", { name: "Resolve" }).waitFor();
  await press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await field.count()).toBe(0);
});

test("one conversation from the list to resolved without touching the mouse", async () => {
  await page.goto("/inbox/mine");
  await row(2).waitFor();
  const [first, second] = [await row(0).textContent(), await row(1).textContent()];
  await press("j");
  await expect.poll(focusedRow).toBe(first);
  await press("j");
  await expect.poll(focusedRow).toBe(second);
  await press("k");
  await expect.poll(focusedRow).toBe(first);
  await press("Enter");
  await page.getByRole("region", { name: "Baton" }).waitFor();
  const subject = await page.getByRole("heading", { level: 1 }).textContent();
  expect(first).toContain(subject);

  // Reply, and say what is next with a digit.
  await press("r");
  await hasFocus(page.getByRole("textbox", { name: /^Reply to/ }));
  await page.keyboard.type("Hello Ana, a new one is on its way.");
  await press("Control+Enter");
  await page.getByRole("group", { name: "What happens next" }).locator("button:focus").waitFor();
  await press("1");
  const thread = page.getByRole("region", { name: "Messages" });
  await thread.getByText("a new one is on its way").waitFor();

  await press("n");
  await hasFocus(page.getByRole("textbox", { name: "Note for colleagues" }));
  await page.keyboard.type("She was very kind.");
  await press("Control+Enter");
  await thread.getByText("She was very kind.").waitFor();
  await press("Escape");

  await press("a");
  await page.getByRole("combobox", { name: "Assign" }).fill("Ben");
  await expect.poll(() => page.getByRole("dialog").getByRole("option").count()).toBe(1);
  await press("Enter");
  await holderIs("Ben Baker");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await press("t");
  await holderIs("Olga Owner");

  await press("p");
  await hasFocus(page.getByRole("dialog", { name: "Promise the next step" }).getByRole("textbox"));
  await press("Control+a");
  await page.keyboard.type("The number of the parcel");
  await press("Enter");
  await page.getByRole("region", { name: "Baton" }).getByText("The number of the parcel").waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await press("s");
  await page.getByRole("dialog", { name: "Snooze" }).waitFor();
  await tabTo("Snooze");
  await press("Enter");
  await page.getByText(/^Back /).waitFor();
  await expect.poll(async () => (await stored(subject)).snoozedUntil).not.toBeNull();
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await press("e");
  await hasFocus(page.getByLabel("How was it resolved?"));
  await page.keyboard.type("Sent a new one");
  await press("Enter");
  await expect.poll(() => stored(subject)).toMatchObject({ state: "resolved", resolution: "Sent a new one" });
  // Focus comes back to the page: the next key is heard.
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await strike(page, "g", "c");
  await page.waitForURL("**/customers");
  expect(olga.complaints).toEqual([]);
});

test("the question mark shows every key, the palette does by name, and Escape leaves both", async () => {
  await page.goto("/inbox/all");
  await row(0).waitFor();
  await press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await sheet.getByText("Next in the list").waitFor();
  await press("Escape");
  await sheet.waitFor({ state: "detached" });

  await press("Control+k");
  await hasFocus(page.getByRole("combobox", { name: "Do anything" }));
  await page.keyboard.type("how baton");
  await page.getByRole("option", { name: /how Baton works/, selected: true }).waitFor();
  await press("Enter");
  await page.getByRole("heading", { name: "How Baton works", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Show all keys" }).press("Enter");
  await sheet.waitFor();
  await press("Escape");
  await sheet.waitFor({ state: "detached" });
  expect(olga.complaints).toEqual([]);
});

const holderIs = (name: string) =>
  page.getByRole("region", { name: "Baton" }).getByTitle(`Held by ${name}`).waitFor();
const stored = (subject: string | null) =>
  scene.living.house.system
    .selectFrom("conversations")
    .select(["state", "resolution", "snoozedUntil"])
    .where("subject", "=", subject ?? "")
    .executeTakeFirstOrThrow();

test("what the pointer rests on, or presses, is fetched before it is opened, and only once", async () => {
  const asked: string[] = [];
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    if (/^\/api\/conversations\/[0-9a-f-]{36}(\/messages)?$/.test(path)) asked.push(path);
  });
  await page.goto("/inbox/mine");
  await row(1).waitFor();
  asked.length = 0;
  await row(1).hover();
  await expect.poll(() => asked.length, { timeout: 20_000 }).toBe(2);
  const [conversation, messages] = asked.toSorted();
  expect(messages).toBe(`${conversation}/messages`);

  await row(0).dispatchEvent("pointerdown");
  await expect.poll(() => asked.length, { timeout: 20_000 }).toBe(4);
  const pressed = asked.slice(2).toSorted()[0] ?? "";
  expect(pressed).not.toBe(conversation);
  await row(0).click();
  await page.getByRole("article").first().waitFor();
  expect(page.url().endsWith(pressed.split("/").at(-1) ?? "nowhere")).toBe(true);
  expect(asked.filter((path) => path.startsWith(pressed))).toHaveLength(2);
});
