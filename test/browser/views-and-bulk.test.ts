import pg from "pg";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { axeFinds, type Window } from "./window.ts";

let scene: Scene;
let olga: Window;
let page: Page;
const patience = { timeout: 30_000 };

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  page = olga.page;
  for (let n = 1; n <= 6; n++) {
    const { id } = await begin(olga, `Kettle ${n} leaks`);
    if (n > 3)
      await olga.context.request.patch(`/api/conversations/${id}`, {
        data: { priority: "urgent", tags: ["vip"] },
      });
  }
});
afterAll(() => scene?.close());

const rows = () =>
  page
    .getByRole("grid")
    .getByRole("row")
    .filter({ has: page.getByRole("checkbox") });
const bar = () => page.getByRole("region", { name: "Selected conversations" });
const panel = () => page.getByRole("complementary", { name: "What is being done to many" });
const underCursor = () => page.evaluate(() => document.activeElement?.getAttribute("aria-rowindex"));
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Chooses in a field that finds what can be chosen by a few letters. */
async function choose(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await page
    .getByRole("option", { name: new RegExp(`^${text}`) })
    .first()
    .click();
}

const stored = (column: "priority" | "promiseText" | "state") =>
  scene.living.house.system
    .selectFrom("conversations")
    .select(["subject", column])
    .orderBy("number")
    .execute()
    .then((found) => found.map((row) => String(row[column])));

test("a view is made with the builder: its number follows, what is missing is said at its part, and it has its columns", async () => {
  await page.goto("/inbox/mine");
  await rows().nth(5).waitFor(patience);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "New view" }).click();
  const dialog = page.getByRole("dialog", { name: "New view" });
  await dialog.getByText("6 conversations right now").waitFor(patience);
  await dialog.getByLabel("Name").fill("Urgent ones");

  await dialog.getByRole("button", { name: "Add a condition" }).click();
  await choose(dialog.getByRole("combobox", { name: "What is asked" }).nth(1), "Priority");
  await dialog.getByText("Finish the conditions").waitFor(patience);
  await dialog.getByRole("button", { name: "Make the view" }).click();
  const wrong = dialog.getByText("Say with what it is compared.");
  await wrong.waitFor(patience);
  const value = dialog.getByRole("combobox", { name: "Priority", exact: true });
  await expect
    .poll(async () => [await value.getAttribute("aria-describedby")], patience)
    .toEqual([await wrong.getAttribute("id")]);
  await choose(value, "urgent");
  await wrong.waitFor({ state: "detached", ...patience });
  await dialog.getByText("3 conversations right now").waitFor(patience);
  await dialog.getByText("State is not resolved and Priority is urgent").waitFor(patience);

  await choose(dialog.getByRole("combobox", { name: "Add a column" }), "Tags");
  await dialog.getByRole("button", { name: "Tags: one place up" }).click();
  expect(await axeFinds(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Make the view" }).click();
  await page.getByRole("heading", { name: "Urgent ones", level: 1 }).waitFor(patience);
  await expect.poll(() => rows().count(), patience).toBe(3);
  await expect
    .poll(() => page.getByRole("columnheader").allTextContents(), patience)
    .toEqual(["Customer", "Subject", "Holder", "Tags", "Promise"]);
  expect(await axeFinds(page)).toEqual([]);

  // Live, as the views that are built in: one more comes in by itself, and the number in the menu follows.
  const { items } = (await (await olga.context.request.get("/api/conversations?view=all")).json()) as {
    items: { id: string; priority: string }[];
  };
  const calm = items.find(({ priority }) => priority === "normal");
  await olga.context.request.patch(`/api/conversations/${calm?.id}`, { data: { priority: "urgent" } });
  await expect.poll(() => rows().count(), patience).toBe(4);
  await olga.context.request.patch(`/api/conversations/${calm?.id}`, { data: { priority: "normal" } });
  await expect.poll(() => rows().count(), patience).toBe(3);
  await page.getByRole("button", { name: "Urgent ones" }).click();
  await page.getByRole("menuitem", { name: "Urgent ones 3" }).waitFor(patience);
  await press("Escape");
});

test("its address leads to it, a conversation opens beside it, and back is where one was", async () => {
  const address = page.url();
  await page.goto(address.replace("/inbox/", "/views/"));
  await page.waitForURL(address);
  await rows().nth(2).waitFor(patience);
  for (const index of ["1", "2"]) {
    await press("j");
    await expect.poll(underCursor, patience).toBe(index);
  }
  const second = await underCursor();
  await press("Enter");
  await page.getByRole("region", { name: "Baton" }).waitFor(patience);
  await page.goBack();
  await page.getByRole("columnheader", { name: "Tags" }).waitFor(patience);
  const stop = page.getByRole("grid").locator('[role="row"][tabindex="0"]');
  await expect.poll(() => stop.getAttribute("aria-rowindex"), patience).toBe(second);
});

test("rows are selected by x, Shift with an arrow, Shift with a click, and all of the view", async () => {
  await page.goto("/inbox/all");
  await rows().nth(5).waitFor(patience);
  await press("j");
  await expect.poll(underCursor, patience).toBe("1");
  await press("x");
  await bar().getByText("1 selected").waitFor(patience);
  await press("Shift+ArrowDown");
  await bar().getByText("2 selected").waitFor(patience);
  await press("Shift+ArrowDown");
  await bar().getByText("3 selected").waitFor(patience);
  await press("Shift+ArrowUp");
  await bar().getByText("2 selected").waitFor(patience);
  await rows()
    .nth(4)
    .click({ modifiers: ["Shift"] });
  await bar().getByText("5 selected").waitFor(patience);
  await press("Control+a");
  await bar().getByText("All 6 in this view").waitFor(patience);
  expect(await axeFinds(page)).toEqual([]);
  await rows().nth(0).getByRole("checkbox").click();
  await bar().getByText("All 5 in this view").waitFor(patience);
  await bar().getByRole("button", { name: "Unselect all" }).click();
  await bar().waitFor({ state: "detached", ...patience });
});

test("many are changed at once, it is seen on other screens and after a reload, and it is taken back", async () => {
  const before = await stored("priority");
  await page.goto("/inbox/all");
  await rows().nth(5).waitFor(patience);
  await press("j");
  await expect.poll(underCursor, patience).toBe("1");
  await press("Control+a");
  await bar().getByRole("button", { name: "Priority" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Low" }).click();
  await panel().getByText("Done: 6 of 6").waitFor(patience);
  expect(await stored("priority")).toEqual(Array(6).fill("low"));
  await page.goto("/customers");
  await panel().getByText("Done: 6 of 6").waitFor(patience);
  await page.reload();
  await panel().getByRole("button", { name: "Undo" }).click();
  await panel().getByText("Taken back: 6 of 6").waitFor(patience);
  expect(await stored("priority")).toEqual(before);
  await panel().getByRole("button", { name: "Close" }).click();
  await panel().waitFor({ state: "detached", ...patience });
});

test("where a third fails it says which and why, each a link, and does those once more", async () => {
  const { items } = (await (await olga.context.request.get("/api/conversations?view=all")).json()) as {
    items: { id: string; subject: string }[];
  };
  const first = items.slice(0, 2);
  await page.goto("/inbox/all");
  await rows().nth(5).waitFor(patience);
  await press("j");
  await expect.poll(underCursor, patience).toBe("1");
  await press("x");
  for (let n = 1; n <= 5; n++) {
    await bar().getByText(`${n} selected`).waitFor(patience);
    await press("Shift+ArrowDown");
  }
  // A third of them is resolved by somebody else in the meantime.
  await bar().getByText("6 selected").waitFor(patience);
  for (const { id } of first) await post(olga, `/api/conversations/${id}/resolution`, { reason: "Replaced" });
  await press("p");
  const dialog = page.getByRole("dialog", { name: "Promise a next step" });
  await dialog.getByLabel("What happens next").fill("A new lid is sent");
  await dialog.getByRole("group").getByRole("button").first().click();
  await dialog.getByRole("button", { name: "Do it" }).click();
  await panel().getByText("Done: 4 of 6").waitFor(patience);
  await panel().getByRole("button", { name: "2 failed: which and why" }).click();
  const failures = page.getByRole("dialog", { name: "What did not work" });
  for (const { subject } of first) await failures.getByRole("link", { name: subject }).waitFor(patience);
  await failures.getByText("2 ×").waitFor(patience);
  expect(await axeFinds(page)).toEqual([]);
  for (const { id } of first)
    await olga.context.request
      .delete(`/api/conversations/${id}/resolution`)
      .then((answer) => expect(answer.ok()).toBe(true));
  await failures.getByRole("button", { name: "Try the 2 again" }).click();
  await panel().getByText("Done: 2 of 2").waitFor(patience);
  expect(await stored("promiseText")).toEqual(Array(6).fill("A new lid is sent"));
});

test("what needs no question is done at once, what was done before waits folded, and it is taken back", async () => {
  await page.goto("/inbox/all");
  await rows().nth(5).waitFor(patience);
  await press("j", "Control+a");
  await bar().getByText("All 6 in this view").waitFor(patience);
  await bar().getByRole("button", { name: "More to do with the selected" }).click();
  await page.getByRole("menuitem", { name: "Wait for the customers" }).click();
  await panel().getByText("Done: 6 of 6").waitFor(patience);
  expect(await stored("state")).toEqual(Array(6).fill("waiting"));
  const before = panel().getByText("Done: 2 of 2");
  expect(await before.isVisible()).toBe(false);
  await panel().getByRole("button", { name: "1 earlier one" }).click();
  await before.waitFor(patience);
  await panel().getByRole("button", { name: "1 earlier one" }).click();
  await before.waitFor({ state: "hidden", ...patience });
  await panel().getByRole("button", { name: "Undo" }).click();
  await panel().getByText("Taken back: 6 of 6").waitFor(patience);
  expect(await stored("state")).toEqual(Array(6).fill("open"));
}, 120_000);

test("fields of the company's own are filled in for all that are selected", async () => {
  const { id } = await post(olga, "/api/fields", {
    subject: "conversation",
    type: "text",
    label: "Batch",
  });
  await page.goto("/inbox/all");
  await rows().nth(5).waitFor(patience);
  await press("j", "Control+a");
  await bar().getByText("All 6 in this view").waitFor(patience);
  await bar().getByRole("button", { name: "More to do with the selected" }).click();
  await page.getByRole("menuitem", { name: "Fields" }).click();
  const dialog = page.getByRole("dialog", { name: "Fill in fields of the selected" });
  await dialog.getByRole("button", { name: "Batch: Add" }).click();
  await dialog.getByRole("textbox", { name: "Batch" }).fill("K-7");
  await press("Enter");
  await dialog.getByRole("button", { name: "Batch: K-7" }).waitFor(patience);
  expect(await axeFinds(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Do it" }).click();
  const card = panel().getByRole("region", { name: "Filling in fields" });
  await card.getByText("Done: 6 of 6").waitFor(patience);
  const condition = { all: [{ field: `field.${id}`, operator: "is", value: "K-7" }] };
  expect(await post<{ count: number }>(olga, "/api/views/preview", { condition })).toMatchObject({
    count: 6,
  });
}, 120_000);

test("what runs can be stopped, and a view says when its field is gone and is mended at that part", async () => {
  const { id: field } = await post(olga, "/api/fields", {
    subject: "conversation",
    type: "text",
    label: "Serial",
  });
  const condition = {
    any: [
      { field: "conversation.subject", operator: "contains", value: "Kettle" },
      { field: `field.${field}`, operator: "is", value: "7" },
    ],
  };
  const view = await post(olga, "/api/views", {
    name: "Kettles",
    condition,
    columns: ["subject", `field.${field}`],
  });
  await page.goto(`/views/${view.id}`);
  await rows().nth(5).waitFor(patience);
  const gone = await olga.context.request.delete(`/api/fields/${field}`);
  expect(gone.ok()).toBe(true);
  await page.getByRole("alert").getByText("asks about something that no longer exists").waitFor(patience);
  await expect.poll(() => rows().count(), patience).toBe(0);
  expect(await axeFinds(page)).toEqual([]);
  await page.getByRole("button", { name: "Mend it" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the view" });
  await dialog.getByText("This field does not exist any more.").waitFor(patience);
  const broken = dialog.getByRole("combobox", { name: "What is asked" }).nth(1);
  await expect.poll(() => broken.getAttribute("aria-invalid"), patience).toBe("true");
  await dialog.getByRole("button", { name: /^Remove: a field that is gone/ }).click();
  await dialog.getByRole("button", { name: "Remove the column A field that is gone" }).click();
  await dialog.getByRole("button", { name: "Save the view" }).click();
  await rows().nth(5).waitFor(patience);

  const items = Array.from({ length: 6 }, (_, n) => n);
  const system = scene.living.house.system;
  const ids = await system.selectFrom("conversations").select("id").execute();
  expect(ids).toHaveLength(items.length);
  const many = Array.from({ length: 4000 }, () => crypto.randomUUID());
  const { id: bulk } = await post(olga, "/api/bulk", {
    selection: { ids: [...ids.map(({ id }) => id), ...many] },
    action: { do: "tag", add: ["seen"], remove: [] },
  });
  // It rests while one looks: a quick server would be through before a slow browser has shown it.
  const keeper = new pg.Client({ connectionString: scene.living.house.config.databaseUrl ?? "" });
  await keeper.connect();
  await keeper.query("select pg_advisory_lock(hashtextextended($1, 46))", [`bulk ${bulk}`]);
  await panel().getByRole("progressbar").waitFor(patience);
  await panel().getByRole("button", { name: "Stop" }).click();
  await panel()
    .getByText(/^Stopped: /)
    .waitFor(patience);
  await keeper.end();
  expect(olga.complaints).toEqual([]);
});

test("a list whose end is reached while it is asked for anew goes on afterwards", async () => {
  for (let n = 1; n <= 55; n++) await begin(olga, `Lamp ${n} flickers`);
  await page.goto("/inbox/all");
  const grid = page.getByRole("grid");
  await rows().nth(5).waitFor(patience);
  let letGo = () => {};
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  const anew = /\/api\/conversations\?view=all$/;
  const asked = page.waitForRequest(anew, patience);
  await page.route(anew, async (route) => {
    await held;
    await route.continue();
  });
  await begin(olga, "One lamp more");
  await asked;
  await grid.evaluate((element) => {
    element.scrollTop = element.scrollHeight;
  });
  await grid.locator('[aria-rowindex="50"]').waitFor(patience);
  letGo();
  await expect.poll(() => grid.getAttribute("aria-rowcount"), patience).toBe("62");
  await page.unroute(anew);
});
