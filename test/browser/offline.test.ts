import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Line, openLine } from "./line.ts";
import { freePort } from "./living-house.ts";
import { begin, enterAsOwner, openScene, type Scene } from "./scene.ts";
import type { Window } from "./window.ts";
import { written } from "./written.ts";

let scene: Scene;
let line: Line;
let olga: Window;

beforeAll(async () => {
  const port = await freePort();
  scene = await openScene({ BATON_URL: `http://localhost:${port}` });
  line = await openLine(port, scene.living.port);
  olga = await enterAsOwner(scene);
});
afterAll(async () => {
  await scene?.close();
  await line?.close();
});

beforeEach(() => line.mend());

/** A busy machine opens a page slowly. */
const patience = { timeout: 20_000 };

const reply = () => olga.page.getByRole("textbox", { name: "Reply to Ana" });
const thread = () => olga.page.getByRole("region", { name: "Messages" });
const send = () => olga.page.getByRole("button", { name: "Send and wait for Ana" });

async function writing(subject: string, text: string): Promise<string> {
  const { id } = await begin(olga, subject);
  await olga.page.goto(`/conversations/${id}`);
  await thread().getByText(`${subject}, every`).waitFor();
  await olga.page.keyboard.press("r");
  await olga.page.keyboard.type(text);
  await olga.page.getByRole("button", { name: /^Wait for Ana/ }).click();
  return id;
}

test("with the server away the screen says so and keeps the text, which is sent once it is back", async () => {
  const text = "Hello Ana, a new lid is on its way.";
  const id = await writing("The lid is loose", text);
  await line.cut();
  await olga.page.getByText("Not live right now.", { exact: false }).waitFor();
  await send().click();
  await olga.page.getByRole("alert").getByText("Baton cannot be reached right now.").waitFor();
  await olga.page.getByText("Your text is still here.").waitFor();
  expect(await written(reply())).toBe(text);
  expect(await sent(id)).toEqual([]);

  await line.mend();
  await olga.page.getByText("Not live right now.", { exact: false }).waitFor({ state: "detached" });
  await send().click();
  await thread().getByText(text).waitFor();
  await expect.poll(() => written(reply()), patience).toBe("");
  expect(await sent(id)).toEqual([text]);
});

test("an answer that was taken but not confirmed is not sent a second time", async () => {
  const text = "Hello Ana, please turn the switch twice.";
  const id = await writing("The light stays on", text);
  line.loseAnswers();
  await send().click();
  await olga.page.getByRole("alert").getByText("Baton cannot be reached right now.").waitFor();
  expect(await written(reply())).toBe(text);
  await expect.poll(() => sent(id), patience).toEqual([text]);

  await line.mend();
  await send().click();
  await expect.poll(() => written(reply()), patience).toBe("");
  await thread().getByText(text).waitFor();
  expect(await sent(id)).toEqual([text]);
  await scene.office.next((mail) => mail.text.includes("turn the switch twice"));
  expect(scene.office.caught.filter((mail) => mail.text.includes("turn the switch twice"))).toHaveLength(1);
});

test("what one was writing is there again after a reload, answer and note, and goes when it is sent", async () => {
  const id = await writing("The cord is short", "Hello Ana, how long should");
  await olga.page.keyboard.press("n");
  await olga.page.getByRole("textbox", { name: "Note for colleagues" }).fill("Ask the workshop");
  await olga.page.reload();
  await expect
    .poll(() => written(olga.page.getByRole("textbox", { name: "Note for colleagues" })), patience)
    .toBe("Ask the workshop");
  await olga.page.getByRole("button", { name: "Keep the note" }).click();
  await thread().getByText("Ask the workshop").waitFor();
  await olga.page.reload();
  await olga.page.getByRole("region", { name: "Baton" }).waitFor();
  await olga.page.keyboard.press("r");
  await expect.poll(() => written(reply()), patience).toBe("Hello Ana, how long should");
  await olga.page.keyboard.press("Escape");
  await olga.page.keyboard.press("n");
  expect(await written(olga.page.getByRole("textbox", { name: "Note for colleagues" }))).toBe("");
  expect(await sent(id)).toEqual([]);
  expect(olga.complaints.filter((text) => text.startsWith("uncaught"))).toEqual([]);
  expect(scene.living.errors).toEqual([]);
});

const sent = async (id: string) =>
  (
    await scene.living.house.system
      .selectFrom("messages")
      .select("text")
      .where("conversationId", "=", id)
      .where("kind", "=", "reply")
      .where("direction", "=", "out")
      .execute()
  ).map(({ text }) => text);
