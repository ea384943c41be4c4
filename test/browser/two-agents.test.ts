import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAs, enterAsOwner, openScene, type Scene } from "./scene.ts";
import { hasFocus, type Window } from "./window.ts";
import { written } from "./written.ts";

let scene: Scene;
let olga: Window;
let ben: Window;

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  ben = await enterAs(scene, olga, "Ben Baker");
});
afterAll(() => scene?.close());

const reply = ({ page }: Window) => page.getByRole("textbox", { name: "Reply to Ana" });
const thread = ({ page }: Window) => page.getByRole("region", { name: "Messages" });
const baton = ({ page }: Window) => page.getByRole("region", { name: "Baton" });

async function bothOpen(subject: string): Promise<string> {
  const { id } = await begin(olga, subject);
  await Promise.all([olga, ben].map(({ page }) => page.goto(`/conversations/${id}`)));
  await Promise.all([olga, ben].map((window) => thread(window).getByText(`${subject}, every`).waitFor()));
  return id;
}

test("two in one conversation see each other, see each other type, and see each answer at once", async () => {
  await bothOpen("The lid is loose");
  await baton(ben).getByRole("img", { name: "Olga Owner is looking at this too" }).waitFor();
  await baton(olga).getByRole("img", { name: "Ben Baker is looking at this too" }).waitFor();

  await ben.page.keyboard.press("n");
  await hasFocus(ben.page.getByRole("textbox", { name: "Note for colleagues" }));
  const seen = olga.page.getByText("Ben Baker is typing").waitFor();
  await ben.page.keyboard.type("I know this customer.");
  await seen;
  await ben.page.keyboard.press("Control+Enter");
  await thread(olga).getByText("I know this customer.").waitFor();

  // What one is writing oneself stays while the other's answer comes in.
  await reply(olga).fill("A half-written answer");
  await ben.page.keyboard.press("Escape");
  await ben.page.keyboard.press("r");
  await hasFocus(reply(ben));
  await reply(ben).fill("Hello Ana, a new lid is on its way.");
  await ben.page.getByRole("button", { name: /^Wait for Ana/ }).click();
  await ben.page.getByRole("button", { name: "Send and wait for Ana" }).click();
  await thread(olga).getByText("a new lid is on its way").waitFor();
  await baton(olga).getByText("Waiting for Ana").waitFor();
  expect(await written(reply(olga))).toBe("A half-written answer");

  await ben.page.goto("/inbox/all");
  await baton(olga)
    .getByRole("img", { name: "Ben Baker is looking at this too" })
    .waitFor({ state: "detached" });
});

test("both resolve in the same moment: it is resolved once, and both see it", async () => {
  const id = await bothOpen("The light stays on");
  for (const { page } of [olga, ben]) {
    await page.keyboard.press("e");
    await hasFocus(page.getByLabel("How was it resolved?"));
    await page.getByLabel("How was it resolved?").fill("Explained the switch");
  }
  const act = ({ page }: Window) =>
    page.getByRole("dialog").getByRole("button", { name: "Resolve", exact: true });
  await Promise.all([act(olga).click(), act(ben).click()]);
  await Promise.all([olga, ben].map((window) => baton(window).getByText("Resolved").waitFor()));
  await Promise.all([olga, ben].map(({ page }) => page.getByRole("dialog").waitFor({ state: "detached" })));

  const resolved = await scene.living.house.system
    .selectFrom("events")
    .select("id")
    .where("name", "=", "conversation.resolved")
    .where("conversationId", "=", id)
    .execute();
  expect(resolved).toHaveLength(1);
  expect([...olga.complaints, ...ben.complaints]).toEqual([]);
  expect(scene.living.errors).toEqual([]);
});
