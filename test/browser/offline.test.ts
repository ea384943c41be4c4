import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Line, openLine } from "./line.ts";
import { freePort } from "./living-house.ts";
import { begin, enterAs, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { hasFocus, type Window } from "./window.ts";
import { written } from "./written.ts";

let scene: Scene;
let line: Line;
let olga: Window;
let ben: Window;

beforeAll(async () => {
  const port = await freePort();
  scene = await openScene({ BATON_URL: `http://localhost:${port}` });
  line = await openLine(port, scene.living.port);
  olga = await enterAsOwner(scene);
  ben = await enterAs(scene, olga, "Ben Baker");
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
  await hasFocus(reply());
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
  await expect.poll(() => written(reply()), patience).toBe("");
  expect(await sent(id)).toEqual([]);

  await line.mend();
  await waiting().waitFor({ state: "detached", ...patience });
  await thread().getByText(text).waitFor(patience);
  await olga.page
    .getByText("Not live right now.", { exact: false })
    .waitFor({ state: "detached", ...patience });
  await expect.poll(() => written(reply()), patience).toBe("");
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
  await hasFocus(reply());
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
  await expect.poll(() => written(reply()), patience).toBe("");
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
  await hasFocus(reply());
  await olga.page.keyboard.press("Escape");
  await olga.page.locator("body:focus, body:not(:has(:focus))").waitFor();
  await olga.page.keyboard.press("n");
  const note = olga.page.getByRole("textbox", { name: "Note for colleagues" });
  await hasFocus(note);
  expect(await written(note)).toBe("");
  expect(await sent(id)).toEqual([]);
  expect(olga.complaints.filter((text) => text.startsWith("uncaught"))).toEqual([]);
  expect(scene.living.errors).toEqual([]);
});

/** Past the line that is cut, as a colleague does who has one. */
const meanwhile = (path: string, data: object) => post(olga, `${scene.living.url}${path}`, data);
const refused = (page = olga.page) => page.getByRole("article", { name: "Your reply was not sent" });
const drafts = (page: Page) => page.getByRole("dialog", { name: "My drafts" });

test("a reply to what was merged meanwhile is kept, says so, and is written on and sent once where it went", async () => {
  const text = "Hello Ana, pull the plug first.";
  const { id: into, number } = await begin(olga, "The plug is stuck");
  const id = await writing("The plug smokes", text);
  await line.cut();
  await send().click();
  await waiting().getByText(text).waitFor(patience);
  await meanwhile(`/api/conversations/${into}/merge`, { sourceIds: [id] });

  await line.mend();
  await refused().getByText("This conversation is merged.").waitFor(patience);
  await refused().getByText(text).waitFor();
  await waiting().waitFor({ state: "detached", ...patience });
  // It stays until one says what becomes of it, also after a reload, and is not tried again.
  await olga.page.reload();
  await refused().getByText(text).waitFor(patience);
  expect([await sent(id), await sent(into)]).toEqual([[], []]);
  await refused()
    .getByRole("button", { name: `Write it in #${number}` })
    .click();
  await thread().getByText("The plug is stuck, every").waitFor(patience);
  await expect.poll(() => written(reply()), patience).toBe(text);
  await send().click();
  await thread().getByText(text).waitFor(patience);
  await expect.poll(() => sent(into), patience).toEqual([text]);
  expect(await sent(id)).toEqual([]);
  await refused().waitFor({ state: "detached" });
});

test("a reply that somebody else's made out of date comes back with that reason, and goes once its writer has looked", async () => {
  const text = "Hello Ana, we know this one.";
  const id = await writing("The tap drips", text);
  await line.cut();
  await send().click();
  await waiting().getByText(text).waitFor(patience);
  await post(ben, `${scene.living.url}/api/conversations/${id}/replies`, {
    text: "Ben's answer",
    then: { state: "waiting" },
  });
  await line.mend();
  await refused().getByText("Somebody answered meanwhile.").waitFor(patience);
  expect(await sent(id)).toEqual(["Ben's answer"]);
  await refused().getByRole("button", { name: "Make it a draft again" }).click();
  await refused().waitFor({ state: "detached" });
  await expect.poll(() => written(reply()), patience).toBe(text);
  await send().click();
  await thread().getByText(text).waitFor(patience);
  await expect.poll(async () => (await sent(id)).toSorted(), patience).toEqual(["Ben's answer", text]);
});

test("what would resolve without what has to be filled in by now comes back, and says what is missing", async () => {
  const text = "Hello Ana, all is well now.";
  const id = await writing("The bell rings", text);
  await olga.page
    .getByRole("group", { name: "What happens next" })
    .getByRole("button", { name: /^Resolve/ })
    .click();
  await olga.page.getByLabel("How was it resolved?").fill("New bell");
  await line.cut();
  await olga.page.getByRole("button", { name: "Send and resolve" }).click();
  await waiting().getByText(text).waitFor(patience);
  const field = await meanwhile("/api/fields", {
    subject: "conversation",
    type: "text",
    label: "Bell number",
    requiredOnResolve: true,
  });
  await line.mend();
  await refused().getByText("Required fields are empty.").waitFor(patience);
  await refused().getByText("Bell number", { exact: false }).waitFor();
  await refused().getByText(text).waitFor();
  expect(await sent(id)).toEqual([]);
  await refused().getByRole("button", { name: "Throw it away" }).click();
  await refused().waitFor({ state: "detached" });
  await olga.context.request.delete(`/api/fields/${field.id}`);
});

test("whoever may no longer see the conversation finds their words among their drafts, with the reason", async () => {
  const text = "Hello Ana, let me see.";
  const { id } = await begin(olga, "The lamp flickers");
  const { page } = ben;
  await page.goto(`/conversations/${id}`);
  await page
    .getByRole("region", { name: "Messages" })
    .getByText("The lamp flickers, every")
    .waitFor(patience);
  await page.locator(".rich-text").waitFor(patience);
  await page.getByRole("textbox", { name: "Reply to Ana" }).click();
  await hasFocus(page.getByRole("textbox", { name: "Reply to Ana" }));
  await page.keyboard.type(text);
  await page.getByRole("button", { name: /^Wait for Ana/ }).click();
  await line.cut();
  await page.getByRole("button", { name: "Send and wait for Ana" }).click();
  await page.getByRole("article", { name: "Your reply is not sent yet" }).getByText(text).waitFor(patience);
  const restrict = (restricted: boolean) =>
    scene.living.house.system.updateTable("inboxes").set({ restricted }).execute();
  await restrict(true);
  await line.mend();
  await page.getByRole("button", { name: "Show", exact: true }).click(patience);
  const kept = drafts(page).getByRole("article", { name: "Your reply was not sent" });
  await kept.getByText(text).waitFor(patience);
  await kept.getByText("ask a lead for access", { exact: false }).waitFor();
  expect(await sent(id)).toEqual([]);
  await restrict(false);
});

test("a reply that waited for twelve hours in a closed browser is not sent by itself; one that waited less is", async () => {
  const minute = 60_000;
  const waitFor = async (subject: string, text: string, age: number) => {
    const id = await writing(subject, text);
    await line.cut();
    await send().click();
    await waiting().getByText(text).waitFor(patience);
    await olga.page.evaluate(putAwayBefore, age);
    // A tab that is closed tries no more.
    await olga.page.close();
    await line.mend();
    olga.page = await olga.context.newPage();
    await olga.page.goto(`/conversations/${id}`);
    return id;
  };
  const younger = await waitFor("The wheel squeaks", "Hello Ana, a drop of oil.", 715 * minute);
  await expect.poll(() => sent(younger), patience).toEqual(["Hello Ana, a drop of oil."]);

  const old = await waitFor("The wheel squeals", "Hello Ana, two drops.", 721 * minute);
  await refused().getByText("It waited for more than twelve hours.").waitFor(patience);
  expect(await sent(old)).toEqual([]);
  await refused().getByRole("button", { name: "Make it a draft again" }).click();
  await expect.poll(() => written(reply()), patience).toBe("Hello Ana, two drops.");
  await send().click();
  await expect.poll(() => sent(old), patience).toEqual(["Hello Ana, two drops."]);
});

/** Makes what waits in this browser as old as it would be then. */
const putAwayBefore = (age: number) => {
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith("baton.parcel."))) {
    const parcel = JSON.parse(localStorage.getItem(key) ?? "") as { at: number };
    localStorage.setItem(key, JSON.stringify({ ...parcel, at: Date.now() - age }));
  }
};

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
