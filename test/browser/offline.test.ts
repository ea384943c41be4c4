import type { Page } from "playwright-core";
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

/** The reply that waits for the line, below what was said. */
const waiting = () => olga.page.getByRole("article", { name: "Your reply is not sent yet" });

test("with the server away the screen says so, and a reply waits and goes by itself once it is back", async () => {
  const text = "Hello Ana, a new lid is on its way.";
  const id = await writing("The lid is loose", text);
  await line.cut();
  await olga.page.getByText("Not live right now.", { exact: false }).waitFor();
  await send().click();
  await waiting().getByText(text).waitFor(patience);
  expect(await written(reply())).toBe("");
  expect(await sent(id)).toEqual([]);

  await line.mend();
  await waiting().waitFor({ state: "detached", ...patience });
  await thread().getByText(text).waitFor(patience);
  await olga.page
    .getByText("Not live right now.", { exact: false })
    .waitFor({ state: "detached", ...patience });
  expect(await written(reply())).toBe("");
  expect(await sent(id)).toEqual([text]);
});

test("a browser that is offline says so, and what was sent meanwhile goes once, from two tabs that open after the last was closed", async () => {
  const text = "Hello Ana, press it three times.";
  const id = await writing("The button sticks", text);
  const { context } = olga;
  await context.setOffline(true);
  await olga.page.getByText("Not live right now.", { exact: false }).waitFor(patience);
  await send().click();
  await waiting().getByText(text).waitFor(patience);
  await olga.page.close();
  await context.setOffline(false);
  expect(await sent(id)).toEqual([]);
  const tabs = [await context.newPage(), await context.newPage()];
  await Promise.all(tabs.map((page) => page.goto("/inbox/all")));
  await expect.poll(() => sent(id), patience).toEqual([text]);
  const left = (page: Page) =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("baton.parcel")).length);
  for (const page of tabs) await expect.poll(() => left(page), patience).toBe(0);
  await scene.office.next((mail) => mail.text.includes("press it three times"));
  expect(await sent(id)).toEqual([text]);
  await tabs[1]?.close();
  if (tabs[0]) olga.page = tabs[0];
});

test("what waits can be made a draft again, is changed, and goes as it stands then", async () => {
  const id = await writing("The handle is hot", "Hello Ana, hold it");
  await line.cut();
  await send().click();
  await waiting().getByRole("button", { name: "Make it a draft again" }).click(patience);
  await waiting().waitFor({ state: "detached", ...patience });
  await expect.poll(() => written(reply()), patience).toBe("Hello Ana, hold it");
  await line.mend();
  await reply().click();
  await olga.page.keyboard.press("Control+End");
  await olga.page.keyboard.type(" with a cloth.");
  await send().click();
  await thread().getByText("hold it with a cloth.").waitFor(patience);
  await expect.poll(() => sent(id), patience).toEqual(["Hello Ana, hold it with a cloth."]);
});

test("an answer that was taken but not confirmed is not sent a second time", async () => {
  const text = "Hello Ana, please turn the switch twice.";
  const id = await writing("The light stays on", text);
  line.loseAnswers();
  await send().click();
  await waiting().getByText(text).waitFor(patience);
  await expect.poll(() => sent(id), patience).toEqual([text]);

  await line.mend();
  await waiting().waitFor({ state: "detached", ...patience });
  expect(await written(reply())).toBe("");
  await thread().getByText(text).waitFor(patience);
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
