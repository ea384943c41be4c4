import { afterAll, beforeAll, expect, test } from "vitest";
import { sendMail } from "./post.ts";
import { begin, enterAs, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import type { Window } from "./window.ts";

let scene: Scene;
let olga: Window;
let ben: Window & { id: string };
let carla: Window & { id: string };
const patient = { timeout: 60_000 };
const maker = "mia@maker.example";

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  ben = await enterAs(scene, olga, "Ben Baker");
  carla = await enterAs(scene, olga, "Carla Cole", "collaborator");
});
afterAll(() => scene?.close());

async function open({ page }: Window, id: string) {
  await page.goto(`/inbox/all/${id}`);
  await page.getByRole("region", { name: "Tasks", exact: true }).waitFor();
}
/** The dialog to ask, opened by its keys. */
async function asking({ page }: Window) {
  await page.locator("body").press("d");
  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog", { name: "Ask beside the conversation" });
  await dialog.getByLabel("Subject").waitFor();
  return dialog;
}
async function fill(dialog: Awaited<ReturnType<typeof asking>>, subject: string, text: string) {
  await dialog.getByLabel("Subject").fill(subject);
  const message = dialog.locator('.ProseMirror[aria-label="Message"]');
  await message.click();
  await message.pressSequentially(text);
  await expect.poll(() => message.innerText(), patient).toContain(text);
}
/** Types into a side conversation, where the editor stands. */
async function write({ page }: Window, text: string) {
  const field = page.locator('.ProseMirror[aria-label="Write in the side conversation"]');
  await field.waitFor(patient);
  await field.click();
  await field.pressSequentially(text);
  await expect.poll(() => field.innerText(), patient).toContain(text);
}
const panel = ({ page }: Window) => page.getByRole("complementary", { name: "Side conversation" });
const state = async (id: string) =>
  (
    await scene.living.house.system
      .selectFrom("sideConversations")
      .select("state")
      .where("conversationId", "=", id)
      .executeTakeFirst()
  )?.state;

test("a supplier is asked by mail after a look at what leaves, answers by mail, and both stand beside the conversation", async () => {
  const { page } = olga;
  const { id } = await begin(olga, "The lid broke");
  await open(olga, id);
  const dialog = await asking(olga);
  await dialog.getByLabel("Somebody outside, by e-mail").check();
  await dialog.getByLabel("E-mail address").fill(maker);
  await dialog.getByLabel("Name, if you know it").fill("Mia Maker");
  await fill(dialog, "Lids for K2", "Have you got one?");
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Show what leaves" }).click();
  const preview = dialog.getByRole("region", { name: "This leaves by e-mail" });
  await preview.getByText(maker).waitFor(patient);
  const frame = preview.frameLocator("iframe");
  await frame.getByText("Have you got one?").waitFor(patient);
  await frame.getByText("The lid broke, every morning.").waitFor(patient);
  await dialog.getByRole("button", { name: "Send by e-mail" }).click();
  await dialog.waitFor({ state: "detached" });

  const mail = await scene.office.next(({ to }) => to.includes(maker));
  expect(mail.text).toContain("Have you got one?");
  expect(mail.text).toContain("> The lid broke, every morning.");
  expect(mail.text).not.toMatch(/ana@|\/t\//);
  const bar = page.getByRole("region", { name: "Side conversations" });
  await bar.getByRole("button", { name: /Mia Maker.*waiting since/ }).waitFor(patient);
  await sendMail(scene.living.smtpPort, {
    from: `Mia Maker <${maker}>`,
    to: mail.replyTo,
    subject: "Re: Lids for K2",
    text: "Three are left.",
    inReplyTo: mail.messageId,
  });
  await panel(olga).getByText("Three are left.").waitFor(patient);
  await bar.getByRole("button", { name: /Mia Maker.*answered/ }).waitFor(patient);
  const thread = page.getByRole("region", { name: /The lid broke/ }).getByText("Three are left.");
  expect(await thread.count()).toBe(0);
  expect(scene.office.caught.filter(({ to }) => to.includes("ana@home.example"))).toEqual([]);

  await write(olga, "Thank you");
  await panel(olga).getByRole("button", { name: "Send and close" }).click();
  await bar.getByRole("button", { name: "1 closed" }).waitFor(patient);
  await scene.office.next(({ to, text }) => to.includes(maker) && text.includes("Thank you"));
  expect(await state(id)).toBe("closed");
});

test("a collaborator is asked, finds it in their inbox, answers there, and whoever asked sees it at once", async () => {
  const { page } = olga;
  const { id } = await begin(olga, "The contract");
  await carla.page.goto("/inbox/mine");
  await open(olga, id);
  const dialog = await asking(olga);
  await dialog.getByRole("combobox", { name: "A colleague or a team" }).click();
  await page.getByRole("option", { name: "Carla Cole" }).click();
  await fill(dialog, "May we refund?", "Does the contract say so?");
  await dialog.getByRole("button", { name: "Ask", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  const link = carla.page.getByRole("link", { name: "1 question waits for your answer" });
  await link.waitFor(patient);
  await link.click();
  await carla.page.getByRole("link", { name: /May we refund/ }).click();
  await panel(carla).getByText("Does the contract say so?").waitFor(patient);
  await write(carla, "Within thirty days");
  await carla.page.keyboard.press("Control+Enter");
  await panel(carla).getByRole("article", { name: "From Carla Cole" }).waitFor(patient);
  await panel(olga).getByText("Within thirty days").waitFor(patient);
  expect(await state(id)).toBe("answered");
  const seen = await carla.context.request.get(`/api/conversations/${id}`);
  expect(seen.status()).toBe(404);
});

test("resolving with an open one asks, and closes it only when told so; the key Escape closes the panel", async () => {
  const { page } = olga;
  const { id } = await begin(olga, "The spout");
  const expectedBy = new Date(scene.living.clock.now().getTime() + 3_600_000).toISOString();
  await post(olga, `/api/conversations/${id}/side-conversations`, {
    to: { kind: "agent", id: ben.id },
    subject: "Spouts?",
    text: "Any?",
    expectedBy,
  });
  await open(olga, id);
  const chip = page
    .getByRole("region", { name: "Side conversations" })
    .getByRole("button", { name: /Ben Baker/ });
  await chip.click();
  await expect
    .poll(
      () =>
        panel(olga)
          .getByRole("heading", { name: "Spouts?" })
          .evaluate((one) => one === document.activeElement),
      patient,
    )
    .toBe(true);
  await page.keyboard.press("Escape");
  await panel(olga).waitFor({ state: "detached" });
  await page.locator("body").press("e");
  const dialog = page.getByRole("dialog", { name: /Resolve/ });
  const asks = dialog.getByRole("group", { name: "1 side conversation is still open" });
  await asks.getByText("Ben Baker: Spouts?").waitFor(patient);
  await asks.getByLabel("Close them").check();
  await dialog.getByRole("textbox").first().fill("Sent one");
  await dialog.getByRole("button", { name: "Resolve", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => state(id), patient).toBe("closed");
});
