import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAsOwner, openScene, type Scene } from "./scene.ts";
import { axeFinds, hasFocus, type Window } from "./window.ts";
import { written } from "./written.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

async function answer({ page }: Window, text: string): Promise<void> {
  await page.keyboard.press("r");
  await hasFocus(page.getByRole("textbox", { name: "Reply to Ana" }));
  await page.getByRole("textbox", { name: "Reply to Ana" }).fill(text);
  await page
    .getByRole("group", { name: "What happens next" })
    .getByRole("button", { name: /^Wait for Ana/ })
    .click();
  await page.getByRole("button", { name: /Send and wait for Ana/ }).click();
}

test("a reply is taken back while it waits, and its words stand in the composer again", async () => {
  const olga = await enterAsOwner(scene);
  await olga.context.request.patch("/api/workspace", { data: { undoSeconds: 30 } });
  const { id } = await begin(olga, "My kettle leaks");
  await olga.page.goto(`/conversations/${id}`);
  await olga.page.getByRole("heading", { name: "My kettle leaks" }).waitFor();
  await answer(olga, "Hello Anna, wrong name!");
  const messages = olga.page.getByRole("region", { name: "Messages" });
  await messages.getByText(/^Leaves in \d+ seconds?$/).waitFor();
  await messages.getByRole("button", { name: "Take it back" }).click();
  const box = olga.page.getByRole("textbox", { name: "Reply to Ana" });
  await expect.poll(() => written(box)).toBe("Hello Anna, wrong name!");
  await messages.getByText("took a reply back before it left").waitFor();
  await expect.poll(() => messages.getByRole("article").count()).toBe(1);

  await answer(olga, "Hello Ana, sorry!");
  await messages.getByText(/^Leaves in/).waitFor();
  // Here, where nothing is lost if it leaves while one looks.
  expect(await axeFinds(olga.page)).toEqual([]);
  scene.living.clock.advance(30_000);
  const { text, to } = await scene.office.next((mail) => mail.to.includes("ana@home.example"));
  expect([text.includes("Hello Ana, sorry!"), to]).toEqual([true, ["ana@home.example"]]);
  expect(olga.complaints).toEqual([]);
});

test("a mail that failed is sent to another address from beside its failure", async () => {
  const ben = await scene.window();
  await ben.context.request.post("/api/session", {
    data: { email: "olga@kettles.example", password: "correct horse battery" },
  });
  await ben.context.request.patch("/api/workspace", { data: { undoSeconds: 0 } });
  const { id } = await begin(ben, "My kettle whistles");
  await ben.page.goto(`/conversations/${id}`);
  await ben.page.getByRole("heading", { name: "My kettle whistles" }).waitFor();
  await answer(ben, "We will look at it.");
  await scene.office.next((mail) => mail.text.includes("We will look at it."));
  await scene.living.house.system
    .updateTable("deliveries")
    .set({ state: "bounced", reason: "The address does not exist." })
    .where("conversationId", "=", id)
    .execute();
  await ben.page.reload();
  await ben.page.getByRole("button", { name: "Send to another address" }).click();
  await ben.page.getByLabel("Address", { exact: true }).fill("ana@work.example");
  await ben.page.getByRole("button", { name: "Send there" }).click();
  const second = await scene.office.next((mail) => mail.to.includes("ana@work.example"));
  expect(second.text).toContain("We will look at it.");
  await ben.page.getByText("It did not reach ana@home.example and was sent to ana@work.example").waitFor();
  expect(await axeFinds(ben.page)).toEqual([]);
});
