import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAsOwner, openScene, password, post, type Scene } from "./scene.ts";
import { axeFinds, type Window } from "./window.ts";

let scene: Scene;
let olga: Window;

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  for (let n = 1; n <= 40; n++) await begin(olga, `Kettle ${n} leaks`);
});
afterAll(() => scene?.close());

const patience = { timeout: 30_000 };
const tour = (page: Page) => page.getByRole("region", { name: "Tour" });
const step = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });
const titles = ["What is next", "The baton", "What concerns you", "Anything, from here", "You"];

/** Somebody who was invited and comes in for the first time. */
async function invited(name: string, options?: Parameters<Scene["window"]>[0]): Promise<Window> {
  const email = `${name.toLowerCase()}@kettles.example`;
  const body = { name: `${name} New`, email, role: "agent" };
  const { invitationUrl } = await post<{ invitationUrl: string }>(olga, "/api/agents", body);
  const window = await scene.window(options);
  const token = decodeURIComponent(new URL(invitationUrl).pathname.split("/").at(-1) ?? "");
  await post(window, "/api/password", { token, password });
  await window.page.goto("/inbox/all");
  await tour(window.page).getByText("New here? Five short steps").waitFor(patience);
  return window;
}

/** The card lies within the window, and beside what it speaks of. */
async function stands(page: Page, title: string, of: string): Promise<void> {
  const inside = async () => {
    const [card, target] = [await step(page, title).boundingBox(), await page.locator(of).boundingBox()];
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    if (!card || !target) return "nothing there";
    if (card.x < 0 || card.y < 0 || card.x + card.width > width || card.y + card.height > height)
      return "out";
    const beside = card.x >= target.x + target.width || card.x + card.width <= target.x;
    return beside || card.y >= target.y + target.height || card.y + card.height <= target.y
      ? "beside"
      : "over";
  };
  await expect.poll(inside, patience).toBe("beside");
}

test("whoever is new takes the tour by keyboard, is not stopped by it, and is not offered it again on any device", async () => {
  const nina = await invited("Nina");
  const { page } = nina;
  expect(await axeFinds(page)).toEqual([]);
  await tour(page).getByRole("button", { name: "Show me" }).press("Enter");
  await step(page, "What is next").waitFor(patience);
  expect(await axeFinds(page)).toEqual([]);
  for (const [index, title] of titles.entries()) {
    await expect
      .poll(() => step(page, title).evaluate((card) => card === document.activeElement), patience)
      .toBe(true);
    await step(page, title)
      .getByText(`Step ${index + 1} of 5`)
      .waitFor();
    if (index === 1) {
      // What lies behind can be used: a conversation opens, and has the baton to point at.
      await page.getByRole("grid").getByRole("row").nth(7).click();
      await page.getByRole("region", { name: "Baton", exact: true }).waitFor(patience);
      await step(page, title).focus();
    }
    await page.keyboard.press("Enter");
  }
  await step(page, "You").waitFor({ state: "detached", ...patience });
  expect(await tour(page).count()).toBe(0);
  const due = async () =>
    ((await (await nina.context.request.get("/api/me")).json()) as { tourDue: boolean }).tourDue;
  await expect.poll(due, patience).toBe(false);
  await page.goto("/help");
  await page.getByRole("button", { name: "Take the tour" }).click(patience);
  await step(page, "What is next").waitFor(patience);
  await page.keyboard.press("Escape");
  await step(page, "What is next").waitFor({ state: "detached", ...patience });
  expect(nina.complaints).toEqual([]);
});

test("on a phone, and from the right, the tour stands beside what it speaks of; a no is a no in all tabs", async () => {
  const omar = await invited("Omar", { viewport: { width: 390, height: 844 } });
  const { page } = omar;
  const other = await omar.context.newPage();
  await other.goto("/inbox/all");
  await tour(other).waitFor(patience);
  await tour(page).getByRole("button", { name: "Show me" }).click();
  await stands(page, "What is next", 'nav a[href="/inbox"]');
  await page.setViewportSize({ width: 1280, height: 800 });
  await stands(page, "What is next", 'nav a[href="/inbox"]');
  await omar.context.request.patch("/api/me", { data: { language: "ar" } });
  await page.locator('html[dir="rtl"]').waitFor(patience);
  await page.getByRole("button", { name: "التالي" }).click();
  await page.getByRole("button", { name: "التالي" }).click();
  await stands(page, "ما يعنيك", 'nav a[href="/notifications"]');
  expect(await axeFinds(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("region", { name: "ما يعنيك" }).waitFor({ state: "detached", ...patience });
  await other.getByRole("region", { name: "جولة" }).waitFor({ state: "detached", ...patience });
});

const scrolled = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => Math.round(element.scrollTop));

/** Goes down the list by the keyboard, opens a row, leaves for another area, comes back, and is where one was. */
async function comesBack(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const grid = page.getByRole("grid");
  const stop = grid.locator('[role="row"][tabindex="0"]');
  const stopsAt = (row: number) =>
    expect.poll(() => stop.getAttribute("aria-rowindex"), patience).toBe(String(row));
  await grid.getByRole("row").nth(8).waitFor(patience);
  await stopsAt(1);
  await stop.focus();
  for (let row = 2; row <= 22; row++) {
    await page.keyboard.press("ArrowDown");
    await stopsAt(row);
  }
  await expect.poll(() => scrolled(page, '[role="grid"]'), patience).toBeGreaterThan(0);
  const place = await scrolled(page, '[role="grid"]');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-rowindex")), patience)
    .toBe("22");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname.startsWith(`${path}/`), patience);
  const conversation = new URL(page.url()).pathname;
  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Tasks" }).click();
  await page.getByRole("heading", { name: "Tasks", level: 1 }).waitFor(patience);
  for (const before of [conversation, path]) {
    await page.evaluate(() => history.back());
    await page.waitForURL((url) => url.pathname === before, patience);
  }
  await stopsAt(22);
  await expect.poll(() => scrolled(page, '[role="grid"]'), patience).toBe(place);
}

test("back to the inbox, one is where one was", async () => {
  await comesBack(olga.page, "/inbox/all");
  expect(olga.complaints).toEqual([]);
});

test("back to a view, one is where one was", async () => {
  const { id } = await post(olga, "/api/views", {
    name: "What leaks",
    condition: { field: "conversation.subject", operator: "contains", value: "leaks" },
    columns: ["number", "subject", "state"],
  });
  await comesBack(olga.page, `/inbox/${id}`);
  expect(olga.complaints).toEqual([]);
});

test("back to the customers, the letters one looked for are there, and the row one was on", async () => {
  const { page } = olga;
  for (let n = 1; n <= 3; n++)
    await post(olga, "/api/customers", { name: `Zora ${n}`, email: `zora${n}@home.example` });
  await page.goto("/customers");
  await page.getByRole("searchbox", { name: "Search customers" }).fill("zora");
  const row = (name: string) => page.getByRole("grid").getByRole("row").filter({ hasText: name });
  await row("Ana").waitFor({ state: "detached", ...patience });
  await page.waitForURL("**/customers?q=zora", patience);
  await row("Zora 2").click(patience);
  await page.getByRole("heading", { name: "Zora 2", level: 1 }).waitFor(patience);
  await page.goBack();
  await row("Zora 2").waitFor(patience);
  await expect
    .poll(() => page.getByRole("searchbox", { name: "Search customers" }).inputValue(), patience)
    .toBe("zora");
  await expect.poll(() => row("Ana").count(), patience).toBe(0);
  await expect.poll(() => row("Zora 2").getAttribute("tabindex"), patience).toBe("0");
});

test("back to a search, one is at the find one opened", async () => {
  const { page } = olga;
  await page.goto("/search?q=leaks");
  const finds = page.locator("a[data-find]");
  await finds.nth(15).waitFor(patience);
  const subject = await finds.nth(15).locator("bdi").first().textContent();
  await finds.nth(15).scrollIntoViewIfNeeded();
  const place = await scrolled(page, "main");
  expect(place).toBeGreaterThan(0);
  await finds.nth(15).click();
  await page.getByRole("region", { name: "Baton", exact: true }).waitFor(patience);
  await page.goBack();
  await finds.nth(15).waitFor(patience);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ""), patience)
    .toContain(subject);
  await expect.poll(() => scrolled(page, "main"), patience).toBe(place);
  expect(olga.complaints).toEqual([]);
});

test("a long list holds only what is near, goes on by itself to its end, and stands where it stood, narrowed as it was", async () => {
  const { page } = olga;
  await page.goto("/settings/event-log");
  await page.getByRole("button", { name: "Conversations", exact: true }).click(patience);
  await page.waitForURL(/[?&]filter=/, patience);
  const list = page.getByRole("list", { name: "Audit log" });
  const rows = list.getByRole("listitem");
  await rows.nth(20).waitFor(patience);
  const places = () =>
    rows.evaluateAll((all) => all.map((row) => [row.ariaPosInSet, row.ariaSetSize].map(Number)));
  const toTheEnd = () =>
    page
      .locator("main main, main")
      .last()
      .evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect
    .poll(async () => {
      await toTheEnd();
      const [place, count] = (await places()).at(-1) ?? [];
      return place === count;
    }, patience)
    .toBe(true);
  const shown = await places();
  const [, count = 0] = shown.at(-1) ?? [];
  expect(count).toBeGreaterThan(100);
  expect(shown.length).toBeLessThan(count / 2);
  expect(shown.map(([place]) => place)).toEqual(shown.map((_, index) => count - shown.length + index + 1));

  const half = () =>
    page
      .locator("main")
      .last()
      .evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  await half();
  const middle = async () => (await places())[0]?.[0] ?? 0;
  await expect.poll(middle, patience).toBeLessThan(count - shown.length);
  // Whoever stands on a row that scrolls out of the page stays in the list.
  await rows.first().locator("summary").focus();
  const focused = () => page.evaluate(() => document.activeElement?.tagName);
  await expect.poll(focused, patience).toBe("SUMMARY");
  await toTheEnd();
  await expect.poll(focused, patience).toBe("UL");
  await half();
  await expect.poll(middle, patience).toBeLessThan(count - shown.length);
  const place = await scrolled(page, "main");
  expect(await axeFinds(page)).toEqual([]);
  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Tasks" }).click();
  await page.getByRole("heading", { name: "Tasks", level: 1 }).waitFor(patience);
  await page.goBack();
  await rows.first().waitFor(patience);
  await expect.poll(() => scrolled(page, "main"), patience).toBe(place);
  await expect
    .poll(
      () => page.getByRole("button", { name: "Conversations", exact: true }).getAttribute("aria-pressed"),
      patience,
    )
    .toBe("true");
  expect(olga.complaints).toEqual([]);
});
