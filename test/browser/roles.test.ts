import { afterAll, beforeAll, expect, test } from "vitest";
import { enterAs, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { axeFinds, type Window } from "./window.ts";

let scene: Scene;
let olga: Window;
let ben: Window & { id: string };

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  ben = await enterAs(scene, olga, "Ben Baker");
});
afterAll(() => scene?.close());

const roleIn = ({ page }: Pick<Window, "page">, name: string) =>
  page.getByRole("list", { name: "Your own roles" }).getByRole("listitem").filter({ hasText: name });
const closed = ({ page }: Window) => page.getByRole("alert").getByText("You may not see this");
const menuOf = ({ page }: Window) => page.getByRole("navigation", { name: "Settings" });

test("a role that is made and given opens a screen of the colleague at once, and taking it away closes it", async () => {
  await ben.page.goto("/settings/event-log");
  await ben.page.getByRole("heading", { name: "Audit log", level: 1 }).waitFor();
  await closed(ben).waitFor();
  await ben.page.getByText("“Read the audit log”").waitFor();
  await ben.page.getByText("Ask Olga Owner.").waitFor();
  await expect.poll(() => menuOf(ben).getByRole("link", { name: "Audit log" }).count()).toBe(0);

  const { page } = olga;
  const dialog = page.getByRole("dialog");
  await page.goto("/settings/roles");
  await page.getByText("No roles of your own yet").waitFor();
  await page.getByRole("button", { name: "New role" }).first().click();
  await dialog.getByLabel("Name", { exact: true }).fill("Senior agent");
  await dialog.getByRole("switch", { name: /^Read the audit log/ }).click();
  await dialog.getByRole("switch", { name: /^Read the audit log\s*given/ }).waitFor();
  await dialog.getByRole("switch", { name: /^Merge customers/ }).click();
  await dialog.getByRole("switch", { name: /^Merge customers\s*taken away/ }).waitFor();
  await dialog.getByRole("button", { name: "Make the role" }).click();
  await roleIn(olga, "Senior agent").getByText("2 differ from Agent").waitFor();
  await roleIn(olga, "Senior agent").getByText("Nobody has it").waitFor();

  await page.goto("/settings/people");
  await page.getByRole("button", { name: "What to do about Ben Baker" }).click();
  await page.getByRole("menuitem", { name: "Change name, role or capacity" }).click();
  await dialog.getByRole("radio", { name: /^Senior agent/ }).click();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Senior agent", { exact: true }).waitFor();

  // Nothing was touched in Ben's window: it opens by itself.
  await ben.page.getByRole("heading", { name: "Audit log", level: 1 }).waitFor();
  await closed(ben).waitFor({ state: "detached" });
  await ben.page.getByText("Role made").first().waitFor();
  // The log is asked when one asks; that there is more is said by itself.
  await post(olga, "/api/topics", { name: "Leaking" });
  await ben.page.getByRole("button", { name: /^Something happened since/ }).click();
  await ben.page.getByText("Topic made").first().waitFor();
  await menuOf(ben).getByRole("link", { name: "Audit log" }).waitFor();
  expect(await ben.page.getByRole("link", { name: /CSV/ }).count()).toBe(0);

  await page.goto("/settings/roles");
  await roleIn(olga, "Senior agent")
    .getByRole("button", { name: /^Change/ })
    .click();
  await dialog.getByText("1 person has this role and feels a change at once: Ben Baker").waitFor();
  await dialog.getByRole("switch", { name: /^Read the audit log/ }).click();
  await dialog.getByText("They may no longer: Read the audit log").waitFor();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await closed(ben).waitFor();
  await menuOf(ben).getByRole("link", { name: "Audit log" }).waitFor({ state: "detached" });
});

test("the audit log says in words what a role was given and lost", async () => {
  const { page } = olga;
  await page.goto("/settings/event-log");
  const made = page.getByRole("listitem").filter({ hasText: "Role made" });
  await made.getByText("Role made").click();
  await made.getByText("Given: Read the audit log").waitFor();
  await made.getByText("Taken away: Merge customers").waitFor();
  const changed = page.getByRole("listitem").filter({ hasText: "Role changed" });
  await changed.getByText("Role changed").click();
  await changed.getByText("Taken away: Read the audit log").waitFor();
  expect(await axeFinds(page)).toEqual([]);
});

test("whoever has a role that is removed goes on as what it began as", async () => {
  const { page } = olga;
  await page.goto("/settings/roles");
  await roleIn(olga, "Senior agent")
    .getByRole("button", { name: /^Remove/ })
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("1 person has it and goes on as Agent.").waitFor();
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByText("No roles of your own yet").waitFor();
  await page
    .getByRole("list", { name: "Built-in roles" })
    .getByRole("listitem")
    .filter({ hasText: "Holds conversations" })
    .getByText("1 person: Ben Baker")
    .waitFor();
  await expect
    .poll(async () => {
      const answer = await ben.context.request.get("/api/me");
      return ((await answer.json()) as { customRole: unknown }).customRole;
    })
    .toBeNull();
});

test("by keyboard alone, in the dark, on a phone: a role is made", async () => {
  const window = await scene.window({
    colorScheme: "dark",
    viewport: { width: 390, height: 844 },
    storageState: await olga.context.storageState(),
  });
  const { page } = window;
  await page.goto("/settings/roles");
  await page.getByText("No roles of your own yet").waitFor();
  await page.keyboard.press("c");
  const name = page.getByRole("dialog").getByLabel("Name", { exact: true });
  await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await axeFinds(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await name.and(page.locator(":focus")).waitFor();
  await page.keyboard.type("Night shift");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page
    .getByRole("listitem")
    .filter({ hasText: "Night shift" })
    .getByText("The same as Agent")
    .waitFor();
  expect(window.complaints).toEqual([]);
  await window.context.close();
});

test("who may not make roles sees them, and whom to ask; the figures are gone with their permission", async () => {
  const { page } = ben;
  await page.goto("/settings/roles");
  await page.getByText("To change something, ask Olga Owner.").waitFor();
  await roleIn({ page }, "Night shift").waitFor();
  expect(await page.getByRole("button", { name: /New role|Change|Remove/ }).count()).toBe(0);

  const post = (path: string, data: object) => olga.context.request.post(path, { data });
  const made = await post("/api/roles", { name: "No figures", base: "agent", takes: ["figures.read"] });
  const { id } = (await made.json()) as { id: string };
  await page.goto("/board");
  await page.getByText("First reply").first().waitFor();
  await olga.context.request.patch(`/api/agents/${ben.id}`, { data: { roleId: id } });
  await closed(ben).waitFor();
  const areas = page.getByRole("navigation", { name: "Areas" });
  await areas.getByRole("link", { name: "Board" }).waitFor({ state: "detached" });
  expect(await axeFinds(page)).toEqual([]);
  expect(scene.living.errors).toEqual([]);
});
