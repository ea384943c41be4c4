import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAs, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { hasFocus, isNext, strike, type Window } from "./window.ts";

let scene: Scene;
let olga: Window;
let ben: Window & { id: string };

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  ben = await enterAs(scene, olga, "Ben Baker");
});
afterAll(() => scene?.close());

const details = ({ page }: Window) => page.getByRole("region", { name: "Details", exact: true });
const open = async (window: Window, id: string) => {
  await window.page.goto(`/inbox/all/${id}`);
  await details(window).waitFor();
};
const row = (id: string) =>
  scene.living.house.system
    .selectFrom("conversations")
    .select(["topicId", "statusId", "state", "tags", "priority", "type"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

test("fields are made on screen with choices and colours, and put in order with the arrow keys", async () => {
  const { page } = olga;
  await page.goto("/settings/fields");
  for (const [name, kind] of [
    ["Serial number", "Text"],
    ["Colour", "Choice"],
  ] as const) {
    await page.getByRole("button", { name: "New field" }).click();
    const dialog = page.getByRole("dialog", { name: "New field" });
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await dialog.getByLabel("Kind").click();
    await page.getByRole("option", { name: kind, exact: true }).click();
    if (kind === "Choice") {
      await dialog.getByRole("button", { name: "Add a choice" }).click();
      await dialog.getByLabel("Choice 1").fill("Copper");
      await page.keyboard.press("Enter");
      await dialog.getByLabel("Choice 2").fill("Steel");
      await dialog.getByRole("radio", { name: "Orange" }).first().check({ force: true });
    } else await dialog.getByRole("checkbox", { name: /Needed to resolve/ }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
  }
  const list = page.getByRole("list", { name: "About conversations" });
  const names = () => list.getByRole("listitem").locator("p.font-medium").allTextContents();
  await expect.poll(names, { timeout: 20_000 }).toEqual(["Serial number", "Colour"]);
  await page.getByRole("button", { name: "Move Colour", exact: true }).focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(names, { timeout: 20_000 }).toEqual(["Colour", "Serial number"]);
  const stored = async () => {
    const rows = await scene.living.house.system
      .selectFrom("fields")
      .select("label")
      .orderBy("position")
      .execute();
    return rows.map(({ label }) => label);
  };
  await expect.poll(stored, { timeout: 20_000 }).toEqual(["Colour", "Serial number"]);
});

test("topics stand in a tree that keys change, and know their words from the first day", async () => {
  const { page } = olga;
  await page.goto("/settings/topics");
  for (const [name, words] of [
    ["Orders", ""],
    ["Leaking", "leaks, drips"],
  ] as const) {
    await page.getByRole("button", { name: "New topic", exact: true }).first().click();
    const dialog = page.getByRole("dialog", { name: "New topic" });
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await dialog.getByLabel("Words that point to it").fill(words);
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
  }
  // By name at first: what shall stand below Orders goes after it, then inside.
  const tree = page.getByRole("list", { name: "Topics" });
  const names = () => tree.getByRole("listitem").locator("p.font-medium").allTextContents();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  // What is asked anew comes late: until then the tree shows what was put in order, and not the old order for a moment.
  let letThrough = () => {};
  const held = new Promise<void>((done) => {
    letThrough = done;
  });
  await page.getByRole("button", { name: "Move Leaking", exact: true }).focus();
  await expect.poll(focused, { timeout: 20_000 }).toBe("Move Leaking");
  await page.route(/\/api\/topics$/, async (route) => {
    if (route.request().method() === "GET") await held;
    // One that was asked for again meanwhile is gone.
    await route.continue().catch(() => {});
  });
  const put = page.waitForResponse((response) => response.request().method() === "PUT");
  await page.keyboard.press("ArrowDown");
  await put;
  await expect.poll(names).toEqual(["Orders", "Leaking"]);
  await expect.poll(focused).toBe("Move Leaking");
  letThrough();
  await page.unroute(/\/api\/topics$/);
  await page.keyboard.press("ArrowRight");
  const below = page.getByRole("list", { name: "Below Orders" });
  await below.getByText("Leaking").first().waitFor();
  // And the focus went along, so that the next key means the same topic.
  await expect.poll(focused, { timeout: 20_000 }).toBe("Move Leaking");
  await page.keyboard.press("ArrowLeft");
  await below.waitFor({ state: "detached" });
  await expect.poll(focused, { timeout: 20_000 }).toBe("Move Leaking");
  await page.keyboard.press("ArrowRight");
  await below.getByText("Leaking").first().waitFor();
});

test("a suggested topic is taken by one key, details are set by keys, and a colleague sees it at once", async () => {
  await post(olga, "/api/statuses", { name: "With the workshop", state: "open" });
  const { id } = await begin(ben, "My kettle leaks");
  await Promise.all([open(olga, id), open(ben, id)]);
  const { page } = ben;
  await details(ben)
    .getByRole("button", { name: /Leaking/ })
    .waitFor();
  await page.locator("body").press(".");
  await details(ben)
    .getByRole("button", { name: /^Topic:.*Leaking/ })
    .waitFor();
  await details(olga)
    .getByRole("button", { name: /^Topic:.*Leaking/ })
    .waitFor({ timeout: 20_000 });

  for (const name of ["Worn kettle seal", "Rough carrier"]) await post(olga, "/api/root-causes", { name });
  await details(ben).getByRole("button", { name: "Worn kettle seal" }).waitFor({ timeout: 20_000 });
  await page.locator("body").press(".");
  await details(olga)
    .getByRole("button", { name: /^Root cause:.*Worn kettle seal/ })
    .waitFor({ timeout: 20_000 });

  await strike(page, "d", "s");
  await hasFocus(page.getByRole("dialog", { name: "Set the status" }).getByRole("combobox"));
  await page.keyboard.type("work");
  await isNext(page, "With the workshop");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await details(olga)
    .getByRole("button", { name: /^Status:.*With the workshop/ })
    .waitFor({ timeout: 20_000 });

  await strike(page, "d", "g");
  await hasFocus(page.getByRole("dialog", { name: "Add or remove tags" }).getByRole("combobox"));
  await page.keyboard.type("warranty");
  await isNext(page, "warranty");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await row(id)).tags, { timeout: 20_000 }).toEqual(["warranty"]);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await details(ben)
    .getByRole("button", { name: /^Type:/ })
    .click();
  await page.getByRole("option", { name: "Complaint" }).click();
  await expect.poll(async () => (await row(id)).type, { timeout: 20_000 }).toBe("complaint");
});

test("a field is filled where it stands; what is refused goes back, with the reason at the field", async () => {
  const weight = await post(olga, "/api/fields", {
    subject: "conversation",
    type: "number",
    label: "Weight",
    position: 50,
  });
  const { id } = await begin(ben, "The lid is loose");
  await open(ben, id);
  const { page } = ben;
  const button = (name: RegExp) => details(ben).getByRole("button", { name });
  await button(/^Weight:/).click();
  await details(ben).getByRole("textbox", { name: "Weight" }).fill("1,5");
  await page.keyboard.press("Enter");
  await button(/^Weight:.*1\.5/).waitFor();
  await button(/^Weight:.*1\.5/).click();
  await details(ben).getByRole("textbox", { name: "Weight" }).fill("heavy");
  await page.keyboard.press("Enter");
  await details(ben).getByRole("alert").getByText("give a number").waitFor();
  await button(/^Weight:.*1\.5/).waitFor();
  const kept = await scene.living.house.system
    .selectFrom("conversationFieldValues")
    .select("number")
    .where("fieldId", "=", weight.id)
    .executeTakeFirstOrThrow();
  expect(kept.number).toBe(1.5);
});

test("resolving asks for just what is missing", async () => {
  const { id } = await begin(ben, "The light stays on");
  await open(ben, id);
  const { page } = ben;
  await page.locator("body").press("e");
  const dialog = page.getByRole("dialog", { name: "Resolve" });
  const needed = dialog.getByRole("region", { name: "Needed before it is resolved" });
  await needed.getByRole("button", { name: /^Serial number/ }).waitFor();
  expect(await needed.getByText("Colour").count()).toBe(0);
  await dialog.getByLabel("How was it resolved?").fill("Fixed");
  await expect.poll(() => dialog.getByRole("button", { name: "Resolve" }).isDisabled()).toBe(true);
  await needed.getByRole("button", { name: /^Serial number/ }).click();
  await needed.getByRole("textbox", { name: "Serial number" }).fill("A-17");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => dialog.getByRole("button", { name: "Resolve" }).isEnabled(), { timeout: 20_000 })
    .toBe(true);
  await dialog.getByRole("button", { name: "Resolve" }).click();
  await expect.poll(async () => (await row(id)).state, { timeout: 20_000 }).toBe("resolved");
});

test("a call is noted with a template, for somebody who has only a number; the palette goes to it by its number", async () => {
  await post(olga, "/api/conversation-templates", {
    name: "Call-back",
    scope: "shared",
    type: "request",
    subject: "Call {{ customer.first_name | default: 'back' }}",
    body: "They ask for a call.",
    tags: ["callback"],
  });
  const { page } = ben;
  await page.goto("/inbox/mine");
  await page.getByRole("button", { name: "New conversation" }).click();
  const dialog = page.getByRole("dialog", { name: "New conversation" });
  await dialog.getByRole("button", { name: /^Template/ }).click();
  await page.getByPlaceholder("Name of a template").fill("call");
  await isNext(page, "Call-back");
  await page.keyboard.press("Enter");
  await dialog.getByLabel("Telephone number").fill("+49 30 555");
  await dialog.getByLabel("Customer's name").fill("Nora New");
  await expect.poll(() => dialog.getByLabel("Subject").inputValue(), { timeout: 20_000 }).toBe("Call Nora");
  await dialog.getByRole("button", { name: "Start the conversation" }).click();
  await page.getByRole("heading", { level: 1, name: "Call Nora" }).waitFor();
  const made = await scene.living.house.system
    .selectFrom("conversations")
    .select(["number", "type", "tags"])
    .where("subject", "=", "Call Nora")
    .executeTakeFirstOrThrow();
  expect(made).toMatchObject({ type: "request", tags: ["callback"] });

  await page.goto("/board");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Do anything" }).fill(`#${made.number}`);
  await page.getByRole("option", { name: /Call Nora/, selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Call Nora" }).waitFor();
  expect([...olga.complaints, ...ben.complaints].filter((text) => /uncaught/.test(text))).toEqual([]);
  expect(scene.living.errors).toEqual([]);
});
