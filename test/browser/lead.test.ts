import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAs, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { axeFinds, type Window } from "./window.ts";

let scene: Scene;
let olga: Window;
const patience = { timeout: 30_000 };

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
});
afterAll(() => scene?.close());

test("an admin sees who changed what from what to what, narrows the log, and takes it as a file", async () => {
  const ben = await enterAs(scene, olga, "Ben Baker");
  const { id } = await begin(olga, "The lid is loose");
  const { page } = olga;
  await page.goto("/settings/people");
  await olga.context.request.patch(`/api/agents/${ben.id}`, { data: { role: "lead" } });
  await post(ben, "/api/topics", { name: "Leaking" });

  await page.goto("/settings/event-log");
  await page.getByRole("heading", { name: "Audit log", level: 1 }).waitFor(patience);
  const row = page.getByRole("listitem").filter({ hasText: "Colleague changed" });
  await row.getByText("Colleague changed").click(patience);
  await row.getByText("role: agent → lead").waitFor(patience);
  expect(await axeFinds(page)).toEqual([]);

  await page.getByRole("button", { name: "Settings", exact: true }).click();
  const rows = page.getByRole("main").locator("summary");
  await expect
    .poll(() => rows.allInnerTexts(), patience)
    .not.toContainEqual(expect.stringContaining("Colleague"));
  await page.getByLabel("Who", { exact: true }).click();
  await page.getByRole("option", { name: "Ben Baker" }).click();
  await expect.poll(() => rows.count(), patience).toBe(1);
  await rows.first().getByText("Topic made").waitFor();

  const file = page.waitForEvent("download", patience);
  await page.getByRole("link", { name: "Export as CSV" }).click();
  const text = await readFile(await (await file).path(), "utf8");
  expect(text.trimEnd().split("\r\n")).toHaveLength(2);
  expect(text).toContain("topic.created,topic,Leaking");

  await rows.first().click();
  await page.getByRole("button", { name: "Only what happened to this" }).click();
  await page.getByText("Only what happened to: Leaking").waitFor(patience);
  await page.getByRole("button", { name: "Show everything again" }).click();
  await rows.filter({ hasText: "Audit log exported" }).waitFor(patience);
  await rows.filter({ hasText: "Conversation started" }).first().click();
  await page.getByRole("link", { name: "Open conversation" }).last().click();
  await expect.poll(() => page.url(), patience).toContain(id);
});

test("a screen of the settings says who changed the thing it shows, and when", async () => {
  const { page } = olga;
  await page.goto("/settings/topics");
  await page
    .getByRole("button", { name: /^Change.*Leaking/ })
    .first()
    .click(patience);
  await page.getByText(/^Changed by Ben Baker, /).waitFor(patience);
  await page.keyboard.press("Escape");

  await page.goto("/settings/workspace");
  await page.getByText(/^Changed by Baton itself, /).waitFor(patience);
  await page.getByLabel("Workspace", { exact: true }).fill("Kettles and Cups");
  await page.getByRole("button", { name: "Save" }).click();
  const line = page.getByText(/^Changed by Olga Owner, /);
  await expect.poll(() => line.count(), patience).toBe(1);
});

test("a lead sees live what waits and who carries it, opens a number, and acts without leaving", async () => {
  const lea = await enterAs(scene, olga, "Lea Lead", "lead");
  const cleo = await enterAs(scene, olga, "Cleo Clerk");
  await post(olga, "/api/teams", { name: "Mill", leadId: lea.id, memberIds: [cleo.id] });
  await begin(cleo, "The spout drips");
  const { page } = lea;
  await page.goto("/board");
  await page.getByRole("link", { name: "Live board" }).click(patience);
  await page.getByRole("heading", { name: "Live board", level: 1 }).waitFor(patience);
  const rows = page.getByRole("region", { name: "Customer waits for us: Everybody" });
  await rows.getByRole("link", { name: "The spout drips" }).waitFor(patience);
  // What another team's people hold is not hers to see here.
  await expect.poll(() => rows.getByRole("link").allInnerTexts(), patience).toEqual(["The spout drips"]);

  await begin(cleo, "The base hums");
  await page.getByRole("button", { name: "Show 2: Unresolved, Cleo Clerk" }).click(patience);
  const hers = page.getByRole("region", { name: "Unresolved: Cleo Clerk" });
  await hers.getByRole("link", { name: "The base hums" }).waitFor(patience);
  expect(await axeFinds(page)).toEqual([]);

  await hers.getByRole("button", { name: "Act on “The base hums”" }).click();
  await page.getByRole("menuitem", { name: "Take it" }).click();
  await page.getByRole("button", { name: "Show 1: Unresolved, Lea Lead" }).waitFor(patience);
  await expect.poll(() => hers.getByRole("link").allInnerTexts(), patience).toEqual(["The spout drips"]);

  await hers.getByRole("button", { name: "Act on “The spout drips”" }).click();
  await page.getByRole("menuitem", { name: "Promise the next step" }).click();
  await page.getByRole("dialog").waitFor(patience);
  expect(lea.complaints).toEqual([]);
});

test("how much each person should hold is set for all and for one; above it stands out in words, and whoever assigns is told", async () => {
  const lia = await enterAs(scene, olga, "Lia Link", "lead");
  const cal = await enterAs(scene, olga, "Cal Carrier");
  await post(olga, "/api/teams", { name: "Shop", leadId: lia.id, memberIds: [cal.id] });
  await begin(cal, "The plug is hot");
  await begin(lia, "The cord is short");
  const { page } = lia;
  await page.goto("/board/live");
  const cals = page.getByRole("rowheader", { name: /^Cal Carrier/ });
  await cals.getByText("1 of 25", { exact: true }).waitFor(patience);

  await olga.page.goto("/settings/people");
  await olga.page.getByRole("button", { name: "What to do about Cal Carrier" }).click(patience);
  await olga.page.getByRole("menuitem", { name: "Change name, role or capacity" }).click(patience);
  const most = olga.page.getByLabel("Holds at most");
  await most.fill("few", patience);
  await olga.page.getByRole("button", { name: "Save", exact: true }).click();
  await olga.page.locator("[data-invalid]").first().waitFor(patience);
  await most.fill("1");
  await olga.page.getByRole("button", { name: "Save", exact: true }).click();
  await olga.page.getByText("holds 1 of 1").waitFor(patience);
  await cals.getByText("1 of 1 · full", { exact: true }).waitFor(patience);

  await page.getByRole("button", { name: "Act on “The cord is short”" }).click(patience);
  await page.getByRole("menuitem", { name: "Assign" }).click(patience);
  const choice = page.getByRole("option", { name: /Cal Carrier/ });
  await choice.getByText("holds 1 of 1 · full").waitFor(patience);
  const said = page
    .getByText("Cal Carrier holds it now, and with it more than they should: 2 of 1")
    .waitFor(patience);
  await choice.click();
  await said;
  await cals.getByText("2 of 1 · 1 over capacity", { exact: true }).waitFor(patience);
  expect(await axeFinds(page)).toEqual([]);

  await olga.page.goto("/settings/workspace");
  await olga.page.getByLabel("One person holds at most").fill("30", patience);
  await olga.page.getByRole("button", { name: "Save", exact: true }).click();
  const lias = page.getByRole("rowheader", { name: /^Lia Link/ });
  await lias.getByText("0 of 30", { exact: true }).waitFor(patience);
  expect(lia.complaints).toEqual([]);
});
