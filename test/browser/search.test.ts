import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAs, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { axeFinds, hasFocus, strike, type Window } from "./window.ts";

let scene: Scene;
let olga: Window;
let page: Page;
const patience = { timeout: 30_000 };

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  page = olga.page;
  await enterAs(scene, olga, "Ben Baker");
  const { id } = await begin(olga, "The kettle leaks");
  await olga.context.request.patch(`/api/conversations/${id}`, { data: { tags: ["vip"] } });
  await post(olga, `/api/conversations/${id}/notes`, { text: "The gasket again." });
  await begin(olga, "The lamp flickers");
  await begin(olga, "A kettle without a lid");
});
afterAll(() => scene?.close());

const field = () => page.getByRole("combobox", { name: "Search everything" });
const subjects = () => page.locator("main [data-find] > span:first-child bdi").allTextContents();
const conversations = () => page.getByRole("heading", { name: "Conversations", level: 2 });

/** What was written a moment ago is taken in by a reaction: asks until it is there. */
async function takenIn(): Promise<void> {
  await expect
    .poll(async () => {
      const answer = await olga.context.request.get("/api/search?q=gasket");
      const more = await olga.context.request.get("/api/search?q=lid");
      const count = async (one: typeof answer) =>
        ((await one.json()) as { conversations: unknown[] }).conversations.length;
      return [await count(answer), await count(more)];
    }, patience)
    .toEqual([1, 1]);
}

test("one types, sees what was found and where, and opens it by keyboard; going back finds it again", async () => {
  await page.goto("/inbox/mine");
  await page.getByRole("grid").getByRole("row").nth(2).waitFor(patience);
  await takenIn();
  await strike(page, "g", "/");
  await hasFocus(field());
  await page.keyboard.type("kett");
  await conversations().waitFor(patience);
  await expect.poll(subjects, patience).toEqual(["A kettle without a lid", "The kettle leaks"]);
  await expect.poll(() => page.locator("main mark").first().textContent(), patience).toBe("kettle");
  await expect.poll(() => new URL(page.url()).search, patience).toBe("?q=kett");

  await field().fill("gasket");
  await page.getByText("Note by Olga Owner").waitFor(patience);
  await expect.poll(subjects, patience).toEqual(["The kettle leaks"]);
  await page.keyboard.press("ArrowDown");
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.hasAttribute("data-find")), patience)
    .toBe(true);
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Baton" }).waitFor(patience);
  await page.goBack();
  await expect.poll(() => field().inputValue(), patience).toBe("gasket");
  await expect.poll(subjects, patience).toEqual(["The kettle leaks"]);
  await field().fill("");
  await page.getByRole("heading", { name: "Searched lately" }).waitFor(patience);
  await page.getByRole("button", { name: "gasket", exact: true }).click();
  await expect.poll(subjects, patience).toEqual(["The kettle leaks"]);
});

test("operators are offered with their values, shown as understood, and taken out again", async () => {
  await page.goto("/search");
  await field().fill("kettle ho");
  await page.getByRole("option", { name: "holder:" }).waitFor(patience);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => field().inputValue(), patience).toBe("kettle holder:");
  await page.keyboard.type("ben");
  await page.getByRole("option", { name: "Ben Baker" }).waitFor(patience);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await expect.poll(() => field().inputValue(), patience).toBe('kettle holder:"Ben Baker" ');
  await page.getByText("Nothing found").waitFor(patience);
  await page.getByRole("button", { name: 'Without holder:"Ben Baker"' }).click();
  await expect.poll(subjects, patience).toEqual(["A kettle without a lid", "The kettle leaks"]);

  await field().fill("kettle tag:vip team:zed");
  await page.getByText("team:zed: no team is called so").waitFor(patience);
  await expect.poll(subjects, patience).toEqual(["The kettle leaks"]);
  expect(await axeFinds(page)).toEqual([]);
});

test("a search is kept as a view that shows the same", async () => {
  await page.goto(`/search?q=${encodeURIComponent("leaks tag:vip")}`);
  await expect.poll(subjects, patience).toEqual(["The kettle leaks"]);
  await page.getByRole("button", { name: "Save as a view" }).click();
  const dialog = page.getByRole("dialog", { name: "New view" });
  await dialog.getByText("1 conversation right now").waitFor(patience);
  await dialog.getByLabel("Name").fill("Leaking friends");
  await dialog.getByRole("button", { name: "Make the view" }).click();
  await page.getByRole("grid", { name: "Leaking friends" }).getByText("The kettle leaks").waitFor(patience);
});

test("the palette leads to the search, and a name with a slip finds who was meant", async () => {
  await page.goto("/inbox/mine");
  await page.getByRole("grid").waitFor(patience);
  await page.keyboard.press("Control+k");
  await hasFocus(page.getByRole("combobox", { name: "Do anything" }));
  await page.keyboard.type("Anna Lopes");
  await page.getByRole("option", { name: "Search everything for “Anna Lopes”" }).click();
  await page.getByRole("heading", { name: "Did you mean…" }).waitFor(patience);
  await expect.poll(() => page.getByRole("link", { name: /Ana Lopez/ }).count(), patience).toBe(1);
});

test("everybody can use it: in the dark, on a phone, from right to left", async () => {
  const path = `/search?q=${encodeURIComponent("kettle tag:vip -from:zed")}`;
  for (const [look, direction] of [
    [{ colorScheme: "dark", viewport: { width: 1280, height: 800 } }, "ltr"],
    [{ colorScheme: "light", viewport: { width: 390, height: 844 } }, "rtl"],
  ] as const) {
    const window = await scene.window({ ...look, storageState: await olga.context.storageState() });
    await window.page.goto(path);
    await window.page.locator("main [data-find]").first().waitFor(patience);
    await window.page.evaluate((dir) => {
      document.documentElement.dir = dir;
    }, direction);
    const fits = () => window.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    await expect
      .poll(async () => ({ direction, fits: await fits(), finds: await axeFinds(window.page) }), patience)
      .toEqual({ direction, fits: true, finds: [] });
    expect(window.complaints).toEqual([]);
    await window.context.close();
  }
});

test("what was searched for in the inbox's list is there again, where it stood, when one comes back by key or by the rail", async () => {
  for (let n = 1; n <= 30; n++) await begin(olga, `Samovar ${n} whistles`);
  await expect
    .poll(async () => {
      const answer = await olga.context.request.get("/api/search?q=samovar&limit=50");
      return ((await answer.json()) as { conversations: unknown[] }).conversations.length;
    }, patience)
    .toBe(30);
  await page.goto("/inbox/all");
  const box = page.getByRole("searchbox", { name: "Search conversations" });
  await box.fill("samovar");
  const grid = page.getByRole("grid", { name: "Search results" });
  await grid.getByText("Samovar 30 whistles", { exact: true }).waitFor(patience);
  await grid.getByRole("row").first().waitFor(patience);
  const scrolled = () => grid.evaluate((one) => one.scrollTop);
  await grid.evaluate((one) => one.scrollTo({ top: 300 }));
  await expect.poll(scrolled, patience).toBe(300);
  const rail = page.getByRole("navigation", { name: "Areas" });
  const comesBack = async (how: () => Promise<unknown>) => {
    await rail.getByRole("link", { name: "Customers" }).click();
    await page.getByRole("searchbox", { name: "Search customers" }).waitFor(patience);
    await how();
    await grid.waitFor(patience);
    await expect.poll(() => box.inputValue(), patience).toBe("samovar");
    await expect.poll(scrolled, patience).toBe(300);
    await expect.poll(() => new URL(page.url()).pathname, patience).toBe("/inbox/all");
  };
  await comesBack(() => page.goBack());
  await comesBack(() => rail.getByRole("link", { name: /^Inbox/ }).click());
  // Whoever chooses a view wants the view.
  await page.getByRole("link", { name: /^Mine/ }).click();
  await page.getByRole("grid", { name: "Mine" }).waitFor(patience);
  await expect.poll(() => box.inputValue(), patience).toBe("");
});

test("a number that is typed letter by letter leads to its conversation", async () => {
  // Two digits at least, each of which finds something of its own.
  for (let n = 1; n <= 8; n++) await begin(olga, `Spoon ${n} bends`);
  const { number } = await begin(olga, "The toaster smokes");
  await page.goto("/customers");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+k");
  await hasFocus(page.getByRole("combobox", { name: "Do anything" }));
  for (const letter of `#${number}`) {
    await page.keyboard.type(letter);
    const everywhere = page.getByRole("option", { name: /^Search everything for “#/ });
    if (letter !== "#") await everywhere.waitFor();
  }
  await page.getByRole("option", { name: /The toaster smokes/, selected: true }).waitFor();
  await page.keyboard.press("Enter");
  const subject = page.getByRole("heading", { level: 1, name: "The toaster smokes" });
  await expect.poll(() => subject.isVisible(), patience).toBe(true);
});

test("in the palette what can be done stands above what is found, and does not move when that comes", async () => {
  await begin(olga, "Settings of the dimmer");
  await page.goto("/customers");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+k");
  await hasFocus(page.getByRole("combobox", { name: "Do anything" }));
  await page.keyboard.type("settings");
  const options = page.getByRole("option");
  await options.filter({ hasText: "Settings of the dimmer" }).waitFor();
  const first = () =>
    options.first().evaluate((one) => [one.textContent, one.getAttribute("aria-selected")] as const);
  await expect.poll(first, patience).toEqual([expect.stringContaining("Go to settings"), "true"]);
  const scrolled = () => page.getByRole("listbox").evaluate((list) => list.scrollTop);
  await expect.poll(scrolled, patience).toBe(0);
  await page.keyboard.press("End");
  await page.getByRole("option", { name: /^Search everything for/, selected: true }).waitFor();
  await page.keyboard.press("Home");
  await expect.poll(first, patience).toEqual([expect.stringContaining("Go to settings"), "true"]);
  await page.keyboard.press("Escape");
});
