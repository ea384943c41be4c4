import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { axeFinds, hasFocus, isNext, type Window } from "./window.ts";
import { written } from "./written.ts";

const patience = { timeout: 20_000 };
let scene: Scene;
let olga: Window;

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
});
afterAll(() => scene?.close());

const reply = () => olga.page.getByRole("textbox", { name: "Reply to Ana" });
const offered = () => olga.page.getByRole("listbox", { name: "Macros and saved texts" });
const chips = () => olga.page.getByRole("list", { name: "Done when you send" });

async function open(subject: string): Promise<string> {
  const { id } = await begin(olga, subject);
  await olga.page.goto(`/conversations/${id}`);
  await olga.page.locator(".rich-text").waitFor();
  await reply().click();
  await hasFocus(reply());
  return id;
}
const macro = (name: string) =>
  scene.living.house.system
    .selectFrom("macros")
    .selectAll()
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
const conversation = (id: string) =>
  scene.living.house.system
    .selectFrom("conversations")
    .select(["tags", "priority", "state"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

test("a macro is made on screen: what is wrong is said with its line, and how it reads is shown", async () => {
  const { page } = olga;
  await begin(olga, "The kettle leaks");
  await page.goto("/settings/macros");
  await page.getByRole("button", { name: "New macro" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New macro" });
  await dialog.getByLabel("Name", { exact: true }).fill("Sorry for the wait");
  await dialog.getByLabel("Folder").fill("Orders/Late");
  const text = dialog.locator(".rich-text");
  await text.click();
  await hasFocus(text);
  await page.keyboard.type("Dear {{ customer.frist_name }},");
  await dialog.getByText(/English, line 1: .*customer\.frist_name/).waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type('Dear {{ customer.first_name | default: "friend" }}, we are sorry.');
  await dialog.getByText(/line 1/).waitFor({ state: "detached" });
  await dialog.getByLabel("How it reads for").click();
  await page.getByRole("option", { name: /The kettle leaks/ }).click();
  await dialog.getByRole("note", { name: "How it reads for" }).getByText("Dear Ana, we are sorry.").waitFor();
  // One that is too large keeps nothing of the others back.
  const file = (name: string, size: number) => ({
    name,
    mimeType: "text/plain",
    buffer: Buffer.alloc(size, 1),
  });
  await dialog.locator("input[type=file]").setInputFiles([file("film.txt", 26_300_000), file("care.txt", 9)]);
  await dialog.getByRole("button", { name: "Remove care.txt" }).waitFor({ timeout: 60_000 });
  for (const [what, value] of [
    ["Add a tag", "late"],
    ["Set the priority", "high"],
  ] as const) {
    await dialog.getByRole("button", { name: new RegExp(`^${what}`) }).click();
    const field = page.getByRole("combobox", { name: what, exact: true });
    await hasFocus(field);
    await page.keyboard.type(value);
    await isNext(page, new RegExp(value, "i"));
    await page.keyboard.press("Enter");
    await dialog
      .getByRole("listitem")
      .filter({ hasText: new RegExp(value, "i") })
      .waitFor();
  }
  await dialog.getByLabel("What happens next").click();
  await page.getByRole("option", { name: "Wait for the customer" }).click();
  expect(await axeFinds(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await page
    .getByRole("list", { name: "Orders/Late" })
    .getByRole("button", { name: "Change Sorry for the wait" })
    .waitFor();
  expect(await macro("Sorry for the wait")).toMatchObject({ folder: "Orders/Late", scope: "personal" });
});

test("a slash and a few letters put it in; what it does stands below, one part is taken off, and it is done with the reply", async () => {
  const { page } = olga;
  const id = await open("The second kettle leaks");
  await page.keyboard.type("/wait");
  await offered()
    .getByRole("option", { name: /Sorry for the wait/, selected: true })
    .waitFor();
  expect(await axeFinds(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect.poll(() => written(reply()), patience).toBe("Dear Ana, we are sorry.");
  await chips().getByText("Tag: late").waitFor();
  await chips().getByRole("button", { name: "Not this time: Priority: High" }).click();
  await expect.poll(() => chips().getByRole("listitem").count(), patience).toBe(1);
  expect(await conversation(id)).toMatchObject({ tags: [] });
  await page.getByRole("button", { name: "Send and wait for Ana" }).click();
  await expect
    .poll(() => conversation(id), patience)
    .toEqual({ tags: ["late"], priority: "normal", state: "waiting" });
  await expect.poll(async () => (await macro("Sorry for the wait")).used, patience).toBe(1);
});

test("after a word a slash is a slash; from the palette a saved text goes into the line", async () => {
  const { page } = olga;
  await post(olga, "/api/macros", {
    kind: "text",
    name: "Opening hours",
    language: "en",
    texts: { en: "<p>from nine to five</p>" },
  });
  await open("The third kettle leaks");
  await page.keyboard.type("We are open and/or ");
  expect(await offered().count()).toBe(0);
  await page.evaluate(slowFocus);
  await page.keyboard.press("ControlOrMeta+;");
  const dialog = page.getByRole("dialog", { name: "Apply a macro" });
  await dialog.getByRole("option", { name: "Opening hours" }).waitFor();
  await dialog.getByRole("combobox").fill("nine");
  await expect.poll(() => dialog.getByRole("option").count(), patience).toBe(1);
  // What is found is chosen a moment later.
  await dialog.locator("[role=option][data-active]", { hasText: "Opening hours" }).waitFor(patience);
  await page.keyboard.press("Enter");
  await expect.poll(() => written(reply()), patience).toBe("We are open and/or from nine to five");
  await dialog.waitFor({ state: "detached" });
  const focused = () => reply().evaluate((field) => field === document.activeElement);
  await expect.poll(focused, patience).toBe(true);

  // The caret, too, is where it was, whatever the dialog was left by.
  await page.keyboard.press("ControlOrMeta+;");
  await dialog.getByRole("option", { name: "Opening hours" }).waitFor();
  await expect
    .poll(() => dialog.getByRole("combobox").evaluate((field) => field === document.activeElement), patience)
    .toBe(true);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await expect.poll(focused, patience).toBe(true);
  await page.keyboard.type(".");
  await expect.poll(() => written(reply()), patience).toBe("We are open and/or from nine to five.");
});

/** Makes the focus come to the editor as on a machine that is busy at this moment. */
const slowFocus = () =>
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element) || !target.matches(".rich-text")) return;
    for (const until = performance.now() + 400; performance.now() < until; );
  });

test("archived it is offered no more, and comes back", async () => {
  const { page } = olga;
  await page.goto("/settings/macros");
  await page.getByRole("button", { name: "Archive Opening hours" }).click();
  await expect.poll(async () => (await macro("Opening hours")).archivedAt, patience).not.toBeNull();
  await page.getByRole("button", { name: /^Archived/ }).click();
  await page.getByRole("button", { name: "Bring back Opening hours" }).click();
  await expect.poll(async () => (await macro("Opening hours")).archivedAt, patience).toBeNull();
});
