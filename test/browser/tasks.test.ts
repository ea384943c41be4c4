import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAs, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { strike, type Window } from "./window.ts";

let scene: Scene;
let olga: Window;
let ben: Window & { id: string };
const patient = { timeout: 20_000 };

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  ben = await enterAs(scene, olga, "Ben Baker");
});
afterAll(() => scene?.close());

const open = async ({ page }: Window, id: string) => {
  await page.goto(`/inbox/all/${id}`);
  await page.getByRole("region", { name: "Tasks", exact: true }).waitFor();
};
const asleep = async (id: string) =>
  (
    await scene.living.house.system
      .selectFrom("conversations")
      .select("snoozedUntil")
      .where("id", "=", id)
      .executeTakeFirstOrThrow()
  ).snoozedUntil !== null;

test("snoozed until another one is resolved it says so, and is back with the reason when that happens", async () => {
  const { page } = olga;
  const { id } = await begin(olga, "The kettle leaks");
  const other = await begin(olga, "The spare part");
  await open(olga, id);
  await page.locator("body").press("s");
  const dialog = page.getByRole("dialog", { name: "Snooze" });
  await dialog.getByRole("button", { name: "When another one is resolved" }).click();
  await dialog.getByLabel("Which conversation?").fill("The spare");
  await dialog.getByRole("button", { name: /The spare part/ }).click();
  await dialog.getByRole("button", { name: "Snooze", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  const bar = page.getByRole("region", { name: "Snoozed" });
  await bar.getByText(`Snoozed until #${other.number} is resolved`, { exact: false }).waitFor();
  await post(ben, `/api/conversations/${other.id}/resolution`, { reason: "It came" });
  await expect.poll(() => asleep(id), patient).toBe(false);
  await bar.waitFor({ state: "detached" });
  await page.getByText("Back: the conversation it waited for is resolved").waitFor();
});

test("snoozed until the customer writes, one key wakes it", async () => {
  const { page } = olga;
  const { id } = await begin(olga, "The lid is loose");
  await open(olga, id);
  await page.locator("body").press("s");
  const dialog = page.getByRole("dialog", { name: "Snooze" });
  await dialog.getByRole("button", { name: "When Ana writes" }).click();
  await dialog.getByRole("button", { name: "Snooze", exact: true }).click();
  await page.getByText(/Snoozed until Ana writes, at the latest/).waitFor();
  await expect.poll(() => asleep(id), patient).toBe(true);
  await dialog.waitFor({ state: "detached" });
  await page.locator("body").press("s");
  await page.getByRole("region", { name: "Snoozed" }).waitFor({ state: "detached" });
  await expect.poll(() => asleep(id), patient).toBe(false);
});

test("the last moment before the promise is one press away", async () => {
  const { page } = olga;
  const { id } = await begin(olga, "The spout is bent");
  await open(olga, id);
  await page.locator("body").press("s");
  const dialog = page.getByRole("dialog", { name: "Snooze" });
  await dialog.getByRole("button", { name: "shortly before the promise" }).click();
  await dialog.getByRole("button", { name: "Snooze", exact: true }).click();
  await page.getByRole("region", { name: "Snoozed" }).waitFor();
  const { snoozedUntil, promiseDueAt } = await scene.living.house.system
    .selectFrom("conversations")
    .select(["snoozedUntil", "promiseDueAt"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  expect(Number(promiseDueAt) - Number(snoozedUntil)).toBe(60 * 60_000);
});

test("what is overdue is not snoozed: its dialog leads on to a new promise", async () => {
  const { id } = await begin(olga, "The cord is short");
  const page = await olga.context.newPage();
  await page.clock.setFixedTime(Date.now() + 30 * 24 * 3_600_000);
  await open({ ...olga, page }, id);
  await page.locator("body").press("s");
  const dialog = page.getByRole("dialog", { name: "Snooze" });
  await dialog.getByText("Its promise is overdue.", { exact: false }).waitFor();
  expect(await dialog.getByRole("button", { name: "At a time" }).count()).toBe(0);
  await dialog.getByRole("button", { name: "Promise the next step" }).click();
  await page.getByRole("dialog", { name: "Promise the next step" }).waitFor();
  await dialog.waitFor({ state: "detached" });
  await page.close();
});

test("a task is given by keys, stands in the other's list at once, and ticked there it is ticked here", async () => {
  const { id } = await begin(olga, "The handle broke");
  await ben.page.goto("/tasks");
  await ben.page.getByText("Nothing to do").waitFor();
  await open(olga, id);
  const { page } = olga;
  await strike(page, "d", "k");
  const dialog = page.getByRole("dialog", { name: "Add a task" });
  await dialog.getByLabel("What has to be done?").fill("Weigh the parcel");
  await dialog.getByLabel("Who does it?").click();
  await page.getByRole("option", { name: "Ben Baker" }).click();
  await dialog.getByRole("button", { name: "Add a task" }).click();
  await dialog.waitFor({ state: "detached" });
  const theirs = ben.page.getByRole("checkbox", { name: "Weigh the parcel" });
  await theirs.waitFor(patient);
  await theirs.click();
  const tasks = page.getByRole("region", { name: "Tasks", exact: true });
  await tasks.getByText("Done by Ben Baker").waitFor(patient);
  await expect
    .poll(() => tasks.getByRole("checkbox", { name: "Weigh the parcel" }).isChecked(), patient)
    .toBe(true);
});

test("a reminder is one's own: set by keys, listed beside the tasks, and ended there", async () => {
  const { page } = olga;
  const { id } = await begin(olga, "The filter is late");
  await open(olga, id);
  // Hands that are quicker than the screen: nothing is lost, and the focus stays where it was sent.
  await strike(page, "d", "r", "A", "s", "k", "Tab");
  const dialog = page.getByRole("dialog", { name: "Remind me" });
  const what = dialog.getByLabel("Of what?");
  await expect.poll(() => what.inputValue(), patient).toBe("Ask");
  await page.evaluate(twoFrames);
  expect(await what.evaluate((field) => field === document.activeElement)).toBe(false);
  await what.fill("Ask the workshop again");
  await dialog.getByRole("button", { name: "Remind me" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.goto("/tasks");
  const list = page.getByRole("region", { name: "Reminders" });
  await list.getByRole("button", { name: "Ask the workshop again", exact: true }).waitFor();
  await list.getByRole("button", { name: /^Done/ }).click();
  await list.waitFor({ state: "detached" });
  await expect.poll(() => page.getByText("Ask the workshop again").count(), patient).toBe(0);
});

const twoFrames = () =>
  new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

test("a checklist is made in the settings and put into a conversation", async () => {
  const { page } = olga;
  await page.goto("/settings/checklists");
  await page.getByRole("button", { name: "New checklist" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New checklist" });
  await dialog.getByLabel("Name", { exact: true }).fill("Return");
  await dialog.getByLabel("Steps").fill("Send a label\nRefund");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("2 steps").waitFor();
  const { id } = await begin(olga, "The spout drips");
  await open(olga, id);
  const tasks = page.getByRole("region", { name: "Tasks", exact: true });
  await tasks.getByRole("button", { name: /Insert a checklist/ }).click();
  await page.getByRole("option", { name: /Return/ }).click();
  await tasks.getByRole("checkbox", { name: "Refund" }).waitFor();
  await expect.poll(() => tasks.getByRole("listitem").count(), patient).toBe(2);
});

test("a team's late task shows that the promise is at risk, and resolving asks what becomes of it", async () => {
  const team = await post(olga, "/api/teams", { name: "Workshop", leadId: ben.id, memberIds: [ben.id] });
  const { id } = await begin(olga, "The base is dented");
  const dueAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
  await post(olga, `/api/conversations/${id}/tasks`, { title: "Mend it", teamId: team.id, dueAt });
  await open(olga, id);
  const { page } = olga;
  await page
    .getByRole("region", { name: "Baton" })
    .getByRole("button", { name: /At risk.*“Mend it” of Workshop is due only after/ })
    .waitFor();
  await page.locator("body").press("e");
  const dialog = page.getByRole("dialog", { name: "Resolve" });
  await dialog.getByText("1 task is still open").waitFor();
  await dialog.getByLabel(/Drop them/).check();
  await dialog.getByLabel("How was it resolved?").fill("Replaced");
  await dialog.getByRole("button", { name: "Resolve", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  const states = async () =>
    (
      await scene.living.house.system
        .selectFrom("tasks")
        .select("state")
        .where("conversationId", "=", id)
        .execute()
    ).map(({ state }) => state);
  await expect.poll(states, patient).toEqual(["dropped"]);
  expect(olga.complaints).toEqual([]);
});
