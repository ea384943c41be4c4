import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "./living-house.ts";
import { begin, makeInbox, openScene, password, post, type Scene } from "./scene.ts";
import type { Window } from "./window.ts";

let scene: Scene;
let olga: Window;

beforeAll(async () => {
  scene = await openScene();
  olga = await scene.window();
  const email = "olga@kettles.example";
  await post(olga, "/api/setup", { workspace: "Kettles & Co", name: "Olga Owner", email, password });
  await olga.context.request.delete("/api/me/tour");
});
afterAll(() => scene?.close());

test("an inbox is made on screen; a wrong server says what to do, a right one works", async () => {
  const { page } = olga;
  await page.goto("/settings/inboxes");
  const nobodyThere = await freePort();
  await makeInbox(page, nobodyThere);

  await page.getByRole("button", { name: "Test connection" }).click();
  await page.getByText("Not everything works yet.").waitFor();
  const sending = page.getByRole("region", { name: "Sending" });
  await sending.getByText(`Port ${nobodyThere} of 127.0.0.1 does not answer`).waitFor();
  await sending.getByText("Check the port, and whether a firewall stands between.").waitFor();

  await page
    .getByRole("group", { name: /^Send answers/ })
    .getByLabel("Port")
    .fill(String(scene.office.port));
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Save", exact: true }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Test connection" }).click();
  await page.getByText("Everything works.", { exact: true }).waitFor();
  const { smtp } = await scene.living.house.system
    .selectFrom("mailboxes")
    .select("smtp")
    .executeTakeFirstOrThrow();
  expect(smtp).toMatchObject({ host: "127.0.0.1", port: scene.office.port, security: "none" });
});

test("what is wrong in a form is marked at its field, and the form says it in plain words", async () => {
  const { page } = olga;
  await page.goto("/settings/inboxes#new");
  await page.getByLabel("Name", { exact: true }).fill("Returns");
  await page.getByLabel("E-mail address").fill("returns at kettles");
  await page.getByRole("button", { name: "Make the inbox" }).click();
  await page.getByRole("alert").getByText("Something is missing or not right.").waitFor();
  await expect
    .poll(() => page.getByLabel("E-mail address").evaluate((field) => field === document.activeElement))
    .toBe(true);
  expect(await page.getByText("The answer could not be read").count()).toBe(0);
  await page.getByRole("button", { name: "All inboxes" }).click();
  await page.getByRole("button", { name: "Throw the changes away" }).click();
  await page.getByRole("heading", { name: "Inboxes", level: 1 }).waitFor();
});

test("a colleague is invited by a link, and whoever takes over holds every promise in the same moment", async () => {
  const { page } = olga;
  await page.goto("/settings/people");
  await page.getByRole("button", { name: "Invite a colleague" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Ben Baker");
  await dialog.getByLabel("E-mail").fill("ben@kettles.example");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  const link = await page.getByLabel("The same link, shown this once").inputValue();
  await page.getByRole("button", { name: "Done" }).click();

  const ben = await scene.window();
  await ben.page.goto(new URL(link).pathname);
  await ben.page.getByLabel(/password/i).fill("another good sentence");
  await ben.page.getByRole("button", { name: "Save and sign in" }).click();
  await ben.page.getByRole("navigation").first().waitFor();
  const { id } = await begin(ben, "The lid is loose");
  const promised = await promiseOf(id);

  await page.getByText("holds 1", { exact: false }).waitFor();
  await page.getByRole("button", { name: "What to do about Ben Baker" }).click();
  await page.getByRole("menuitem", { name: "Deactivate" }).click();
  const act = dialog.getByRole("button", { name: "Deactivate" });
  await expect.poll(() => act.isDisabled()).toBe(true);
  await dialog.getByText("Ben Baker holds 1 unresolved conversation.").waitFor();
  await dialog.getByLabel("Who takes over what they hold?").click();
  await page.getByRole("option", { name: "Olga Owner" }).click();
  await act.click();
  await page.getByText("1 deactivated").first().waitFor();

  await expect.poll(() => holderOf(id)).toBe("Olga Owner");
  expect(await promiseOf(id)).toEqual(promised);
  // His own screen leads to the door by itself.
  await ben.page.getByRole("button", { name: "Sign in" }).waitFor();
  expect([...olga.complaints, ...ben.complaints].filter((text) => /uncaught/.test(text))).toEqual([]);
  expect(scene.living.errors).toEqual([]);
});

const holderOf = async (id: string) =>
  (
    await scene.living.house.system
      .selectFrom("conversations")
      .innerJoin("agents", "agents.id", "conversations.holderId")
      .select("agents.name")
      .where("conversations.id", "=", id)
      .executeTakeFirstOrThrow()
  ).name;
const promiseOf = (id: string) =>
  scene.living.house.system
    .selectFrom("promises")
    .select(["id", "dueAt", "text"])
    .where("conversationId", "=", id)
    .where("settledAt", "is", null)
    .executeTakeFirstOrThrow();
