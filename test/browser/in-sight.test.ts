import { sql } from "kysely";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { axeFinds, type Window } from "./window.ts";

let scene: Scene;
let olga: Window;
const patient = { timeout: 30_000 };

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
});
afterAll(() => scene?.close());

const complain = (id: string) =>
  olga.context.request.patch(`/api/conversations/${id}`, { data: { type: "complaint" } });
const tasksOf = async (id: string) => {
  const answer = await olga.context.request.get(`/api/conversations/${id}/tasks`);
  return ((await answer.json()) as { items: { title: string; state: string }[] }).items;
};
const add = (id: string, title: string) => post(olga, `/api/conversations/${id}/tasks`, { title });

test("on a phone a complaint and its tasks are in sight, with all that stands beside a conversation behind them", async () => {
  const { id } = await begin(olga, "The kettle leaks");
  await complain(id);
  await add(id, "Weigh the parcel");
  const phone = await scene.window({
    viewport: { width: 390, height: 844 },
    storageState: await olga.context.storageState(),
  });
  const { page } = phone;
  await page.goto(`/inbox/all/${id}`);
  await page.getByRole("button", { name: /^Complaint \d of 7$/ }).waitFor(patient);
  await page.getByRole("button", { name: "Tasks 1 open" }).click();
  const sheet = page.getByRole("dialog", { name: "Details" });
  await sheet.getByText("Apologised").waitFor(patient);
  await sheet.getByRole("checkbox", { name: "Weigh the parcel" }).click();
  await expect.poll(async () => (await tasksOf(id)).map(({ state }) => state), patient).toEqual(["done"]);
  await sheet.getByRole("region", { name: "Earlier" }).or(sheet.getByText("Began")).first().waitFor(patient);
  expect(await axeFinds(page)).toEqual([]);
  await sheet.getByRole("button", { name: "Close" }).click();
  await sheet.waitFor({ state: "detached" });

  const areas = page.getByRole("navigation", { name: "Areas" });
  await areas.getByRole("link", { name: "Tasks" }).click();
  await page.getByRole("heading", { name: "Tasks", level: 1 }).waitFor(patient);
  await areas.getByRole("link", { name: "Search" }).click();
  await page.getByRole("combobox", { name: "Search everything" }).waitFor(patient);
  await areas.getByRole("button", { name: "You: Olga Owner" }).click();
  await page.getByRole("menuitem", { name: "Board", exact: true }).click();
  await page.getByRole("heading", { level: 1 }).waitFor(patient);
  await expect.poll(() => new URL(page.url()).pathname, patient).toBe("/board");
  expect(phone.complaints).toEqual([]);
  await phone.context.close();
});

test("at 200 % a begun reply leaves room for the messages, and the bar stays while one scrolls to the button", async () => {
  const { id } = await begin(olga, "The handle is hot");
  const state = await olga.context.storageState();
  const { page, context } = await scene.window({
    viewport: { width: 640, height: 400 },
    storageState: state,
  });
  await page.goto(`/inbox/all/${id}`);
  await page.getByRole("textbox", { name: "Reply to Ana" }).click(patient);
  await page.getByRole("button", { name: /^Wait for Ana/ }).waitFor(patient);
  const messages = page.getByRole("region", { name: "Messages" });
  await expect.poll(async () => (await messages.boundingBox())?.height ?? 0, patient).toBeGreaterThan(90);
  const send = page.getByRole("button", { name: "Send and say what is next" });
  await send.scrollIntoViewIfNeeded();
  const areas = page.getByRole("navigation", { name: "Areas" });
  await expect
    .poll(async () => {
      const [button, below] = [await send.boundingBox(), await areas.boundingBox()];
      return button && below && button.y + button.height <= below.y;
    }, patient)
    .toBe(true);
  const bar = page.getByRole("region", { name: "Baton" });
  await expect.poll(async () => (await bar.boundingBox())?.y, patient).toBe(0);
  await context.close();
});

test("tasks are put in another order with the arrow keys on their handle, and stay so", async () => {
  const { id } = await begin(olga, "The lid is loose");
  for (const title of ["First", "Second", "Third"]) await add(id, title);
  const { page } = olga;
  await page.goto(`/inbox/all/${id}`);
  const handle = page.getByRole("button", { name: "Move Third" });
  const boxes = page.getByRole("region", { name: "Tasks", exact: true }).getByRole("checkbox");
  await expect.poll(() => boxes.count(), patient).toBe(3);
  await handle.focus();
  await handle.press("ArrowUp");
  await expect
    .poll(async () => (await tasksOf(id)).map(({ title }) => title), patient)
    .toEqual(["First", "Third", "Second"]);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")), patient)
    .toBe("Move Third");
  await expect
    .poll(() => boxes.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label"))), patient)
    .toEqual(["First", "Third", "Second"]);
});

test("a reply that resolves asks what becomes of open tasks, and drops them once it was sent", async () => {
  const { id } = await begin(olga, "The cord is short");
  await add(id, "Measure it");
  const { page } = olga;
  await page.goto(`/inbox/all/${id}`);
  await page.getByRole("checkbox", { name: "Measure it" }).waitFor(patient);
  await page.getByRole("textbox", { name: "Reply to Ana" }).fill("It is as long as it should be.");
  const composer = page.getByRole("region", { name: "Write", exact: true });
  const next = composer.getByRole("button", { name: "Resolve", exact: true });
  await next.click();
  await expect.poll(() => next.getAttribute("aria-pressed"), patient).toBe("true");
  await composer.getByLabel("How was it resolved?").fill("Explained");
  await composer.getByRole("button", { name: "Send and resolve" }).click();
  const dialog = page.getByRole("dialog", { name: "Before it is resolved" });
  await dialog.getByText("1 task is still open").waitFor(patient);
  await dialog.getByLabel(/^Drop them/).check();
  await dialog.getByRole("button", { name: "Send and resolve" }).click();
  await expect.poll(() => tasksOf(id), patient).toEqual([]);
  await expect
    .poll(async () => {
      const answer = await olga.context.request.get(`/api/conversations/${id}`);
      return ((await answer.json()) as { state: string }).state;
    }, patient)
    .toBe("resolved");
});

test("what a search would find since is said, and shown when one wants it", async () => {
  await begin(olga, "A teapot with a crack");
  const { page } = olga;
  await page.goto("/search?q=teapot");
  const finds = page.locator("main [data-find]");
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.getByRole("status").filter({ hasText: "conversation" }).waitFor(patient);
        return finds.count();
      },
      { timeout: 60_000 },
    )
    .toBe(1);
  await begin(olga, "Another teapot");
  const bar = page.getByRole("button", { name: "1 new find: show it" });
  await bar.waitFor({ timeout: 90_000 });
  expect(await finds.count()).toBe(1);
  await bar.click();
  await expect.poll(() => finds.count(), patient).toBe(2);
  await bar.waitFor({ state: "detached" });
});

test("a root cause is set for several at once", async () => {
  await post(olga, "/api/root-causes", { name: "Thin seal" });
  const { page } = olga;
  await page.goto("/inbox/all");
  const row = page.getByRole("row", { name: /The lid is loose/ });
  await row.waitFor(patient);
  await row.hover();
  await row.getByRole("checkbox").click();
  const bar = page.getByRole("region", { name: "Selected conversations" });
  await bar.getByRole("button", { name: "More to do with the selected" }).click();
  await page.getByRole("menuitem", { name: "Root cause" }).click();
  const dialog = page.getByRole("dialog", { name: "Root cause of the selected" });
  await dialog.getByRole("combobox").fill("Thin");
  await page.getByRole("option", { name: "Thin seal" }).click();
  await dialog.getByRole("button", { name: "Do it" }).click();
  await expect
    .poll(async () => {
      const rows = await scene.living.house.system
        .selectFrom("conversations")
        .select("subject")
        .where("rootCauseId", "is not", null)
        .execute();
      return rows.map(({ subject }) => subject);
    }, patient)
    .toEqual(["The lid is loose"]);
});

/** How many choices there are by what a screen reader is told, how many stand in the page, and which one the keys are on. */
const offeredIn = (list: Locator) =>
  list.evaluate((box) => {
    const options = [...box.querySelectorAll("[role=option]")];
    const active = document.activeElement?.getAttribute("aria-activedescendant");
    return {
      told: Number(options[0]?.getAttribute("aria-setsize")),
      few: options.length > 0 && options.length < 60,
      on: (active && document.getElementById(active)?.getAttribute("aria-posinset")) ?? null,
    };
  });

async function lookThrough(page: Page, list: Locator, atLeast: number): Promise<void> {
  await expect.poll(async () => (await offeredIn(list)).told, patient).toBeGreaterThanOrEqual(atLeast);
  const count = (await offeredIn(list)).told;
  await expect.poll(() => offeredIn(list), patient).toEqual({ told: count, few: true, on: "1" });
  await page.keyboard.press("End");
  await expect.poll(() => offeredIn(list), patient).toEqual({ told: count, few: true, on: String(count) });
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => offeredIn(list), patient).toEqual({ told: count, few: true, on: "1" });
}

test("of two thousand tags, a thousand people and a thousand macros only those near what is in sight are in the page", async () => {
  const { id } = await begin(olga, "Which of them all");
  const { system } = scene.living.house;
  const { workspaceId } = await system
    .selectFrom("conversations")
    .select("workspaceId")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const ws = sql`${workspaceId}::uuid`;
  const put = (query: ReturnType<typeof sql>) => query.execute(system);
  await put(
    sql`insert into tags (workspace_id, name, created_at) select ${ws}, 'mark ' || lpad(n::text, 4, '0'), now() from generate_series(1, 2001) n`,
  );
  await put(sql`insert into agents select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),
      'name', 'Person ' || lpad(n::text, 4, '0'), 'email', 'person' || n || '@shop.example', 'role', 'agent', 'role_id', null))).*
    from agents a, generate_series(1, 1000) n where a.workspace_id = ${ws} and a.name = 'Olga Owner'`);
  const macro = { kind: "text", name: "First text", language: "en", texts: { en: "<p>hello</p>" } };
  await post(olga, "/api/macros", { ...macro, scope: "shared" });
  await put(sql`insert into macros select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(),
      'name', 'Text ' || lpad(n::text, 4, '0')))).* from macros m, generate_series(1, 1000) n where m.workspace_id = ${ws} and m.name = 'First text'`);
  const { page } = olga;
  await page.goto(`/inbox/all/${id}`);
  await page.getByRole("textbox", { name: "Reply to Ana" }).waitFor(patient);
  await page
    .getByRole("button", { name: /^Add or remove tags/ })
    .first()
    .click();
  const tags = page.getByRole("listbox", { name: "Add or remove tags" });
  await lookThrough(page, tags, 2000);
  await page.getByText("Only the 2000 used most are offered").waitFor(patient);
  const field = page.getByRole("combobox", { name: "Add or remove tags" });
  await field.fill("mark 2001");
  await page.getByRole("option", { name: "mark 2001" }).first().waitFor(patient);
  await expect.poll(async () => (await offeredIn(tags)).told, patient).toBe(1);
  expect(await axeFinds(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Remove the tag mark 2001" }).first().waitFor(patient);
  await page.keyboard.press("Escape");
  await tags.waitFor({ state: "detached" });

  await page.locator("body").press("a");
  await page.getByRole("dialog").getByRole("combobox").and(page.locator(":focus")).waitFor();
  await lookThrough(page, page.getByRole("dialog").getByRole("listbox"), 1000);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await page.getByRole("textbox", { name: "Reply to Ana" }).click();
  await page.keyboard.press("ControlOrMeta+;");
  const macros = page.getByRole("dialog", { name: "Apply a macro" });
  await lookThrough(page, macros.getByRole("listbox"), 1000);
  await macros.getByText("Only the 1000 used most are offered").waitFor(patient);
});
