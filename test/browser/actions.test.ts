import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAsOwner, openScene, type Scene } from "./scene.ts";
import { strike } from "./window.ts";

const patience = { timeout: 20_000 };
let scene: Scene;
let page: Page;
let places: string[];

beforeAll(async () => {
  scene = await openScene();
  const olga = await enterAsOwner(scene);
  page = olga.page;
  const { id } = await begin(olga, "The kettle leaks");
  places = ["/inbox/all", `/inbox/all/${id}`, "/customers", "/search", "/notifications", "/tasks"];
  places.push("/settings/topics", "/settings/people", "/settings/macros", "/board/live");
});
afterAll(() => scene?.close());

/** Only sensible as a key: moving in a list, going back, and the palette itself. */
const onlyKeys = ["Next in the list", "Previous in the list", "Open", "Back to the list", "Do anything"];

interface Listed {
  title: string;
  keys: string;
}

/** Presses keys one after the other, outside of any field. */
async function press(...keys: string[]): Promise<void> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await strike(page, ...keys);
}

/** What the sheet of keys says here. */
async function sheetOf(place: string): Promise<Listed[]> {
  await page.goto(place);
  await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  // Asked again until the screen has said what it offers.
  await expect
    .poll(
      async () => {
        if ((await sheet.count()) === 0) await press("?");
        return sheet.getByText("Go to settings").count();
      },
      { ...patience, message: place },
    )
    .toBe(1);
  const listed = await sheet.getByRole("listitem").evaluateAll((rows) =>
    rows.map((row) => ({
      title: row.querySelector("span")?.textContent ?? "",
      keys: row.querySelector(".sr-only")?.textContent ?? "",
    })),
  );
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  return listed;
}

/** What the palette offers here while nothing is typed. */
async function paletteOf(): Promise<string[]> {
  await page.keyboard.press("ControlOrMeta+k");
  const field = page.getByRole("combobox", { name: "Do anything" });
  await field.waitFor();
  const titles = await page.getByRole("option").locator("span.flex-1").allTextContents();
  await page.keyboard.press("Escape");
  await field.waitFor({ state: "detached" });
  return titles;
}

test("in every place each key means one thing, and whatever has a key is in the palette, too", async () => {
  for (const place of places) {
    const listed = await sheetOf(place);
    const keys = listed.map((one) => one.keys);
    expect(
      keys.filter((key, at) => keys.indexOf(key) !== at),
      `${place}: one key, two meanings`,
    ).toEqual([]);
    // The first key of a sequence may do nothing by itself: it would never wait for the second.
    expect(
      keys.filter((key) => keys.some((other) => other.startsWith(`${key} `))),
      `${place}: a key that others begin with`,
    ).toEqual([]);
    const offered = await paletteOf();
    const missing = listed.filter(({ title }) => !onlyKeys.includes(title) && !offered.includes(title));
    expect(missing, `${place}: only by key`).toEqual([]);
    expect(listed.length).toBeGreaterThan(10);
  }
});

test("each key that goes somewhere goes where it says", async () => {
  const goes = (await sheetOf("/inbox/all")).filter(({ title }) => title.startsWith("Go to"));
  expect(goes.length).toBeGreaterThan(8);
  const seen = new Map<string, string>();
  for (const { title, keys } of goes) {
    const from = keys === "g h" ? "/inbox/all" : "/help";
    await page.goto(from);
    await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    await expect
      .poll(
        async () => {
          if (new URL(page.url()).pathname === from) await press(...keys.split(" "));
          return new URL(page.url()).pathname;
        },
        { ...patience, message: `${keys}: ${title}` },
      )
      .not.toBe(from);
    seen.set(title, new URL(page.url()).pathname);
  }
  expect([...new Set(seen.values())]).toEqual([...seen.values()]);
});
