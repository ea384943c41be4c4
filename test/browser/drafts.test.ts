import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAs, enterAsOwner, openScene, password, post, type Scene } from "./scene.ts";
import { hasFocus, strike, type Window } from "./window.ts";

let scene: Scene;
let desk: Window;
let phone: Window;
const patience = { timeout: 30_000 };

beforeAll(async () => {
  scene = await openScene();
  desk = await enterAsOwner(scene);
  phone = await scene.window({ viewport: { width: 390, height: 800 } });
  await post(phone, "/api/session", { email: "olga@kettles.example", password });
});
afterAll(() => scene?.close());

const box = ({ page }: Window) => page.getByRole("textbox", { name: "Reply to Ana" });
const next = ({ page }: Window) => page.getByRole("group", { name: "What happens next" });
const thread = ({ page }: Window) => page.getByRole("region", { name: "Messages" });

async function open(window: Window, id: string): Promise<void> {
  await window.page.goto(`/inbox/all/${id}`);
  await box(window).waitFor(patience);
}
async function write(window: Window, text: string): Promise<void> {
  await box(window).click();
  await hasFocus(box(window));
  await window.page.keyboard.type(text);
}
const keptAs = (id: string, text: string) =>
  expect
    .poll(async () => {
      const answer = await desk.context.request.get(`/api/conversations/${id}/draft`);
      return JSON.stringify(await answer.json());
    }, patience)
    .toContain(text);

test("what is typed at the desk stands on the phone, goes on there, and is found among my drafts", async () => {
  const { id } = await begin(desk, "The lid is loose");
  await open(desk, id);
  await open(phone, id);
  await write(desk, "Hello Ana, a new lid");
  await expect.poll(() => box(phone).innerText(), patience).toContain("a new lid");
  await box(phone).click();
  await hasFocus(box(phone));
  await phone.page.keyboard.press("Control+End");
  await phone.page.keyboard.type(" is on its way");
  await expect.poll(() => box(desk).innerText(), patience).toContain("a new lid is on its way");

  await desk.page.goto("/inbox/all");
  await desk.page.getByText("Draft", { exact: true }).waitFor(patience);
  await strike(desk.page, "g", "f");
  await desk.page
    .getByRole("dialog", { name: "My drafts" })
    .getByText("a new lid is on its way")
    .click(patience);
  await box(desk).waitFor(patience);
  await next(desk)
    .getByRole("button", { name: /^Wait for Ana/ })
    .click();
  await desk.page.getByRole("button", { name: "Send and wait for Ana" }).click();
  await thread(desk).getByText("a new lid is on its way").waitFor(patience);
  await expect.poll(() => box(phone).innerText(), patience).not.toContain("lid");
  await keptAs(id, '"version":null');
});

test("a promise found in the text is recorded with one key, and the reply leaves later unless the customer writes first", async () => {
  const { id } = await begin(desk, "The cord is short");
  await open(desk, id);
  await write(desk, "I will call you tomorrow at 16:00.");
  await next(desk).getByText("You wrote “tomorrow” – promise tomorrow 16:00?").waitFor(patience);
  await desk.page.keyboard.press("Control+.");
  await desk.page.getByRole("button", { name: "Send and promise tomorrow 16:00" }).waitFor(patience);
  await desk.page.keyboard.press("Control+Shift+Enter");
  await desk.page.getByRole("button", { name: /^In an hour/ }).click(patience);
  const waits = thread(desk).getByRole("article", { name: /^Reply by You, leaves/ });
  await waits.getByText("I will call you tomorrow at 16:00.").waitFor(patience);

  await post(desk, `/api/conversations/${id}/messages`, { text: "I found a longer one" });
  await waits.waitFor({ state: "detached", ...patience });
  await thread(desk)
    .getByText(/Ana wrote first: the reply that was to leave later/)
    .waitFor(patience);
  await expect.poll(() => box(desk).innerText(), patience).toContain("I will call you tomorrow at 16:00.");
});

test("who was faster is seen with their words, and one's own text is sent only on purpose", async () => {
  const { id } = await begin(desk, "The light stays on");
  const ben = await enterAs(scene, desk, "Ben Baker");
  await open(desk, id);
  await write(desk, "Please turn it off.");
  await keptAs(id, "Please turn it off.");
  await post(ben, `/api/conversations/${id}/replies`, { text: "Ben's answer", then: { state: "waiting" } });
  const bar = desk.page.getByRole("region", { name: "Answered meanwhile" });
  await bar.getByText("Ben Baker wrote while you were writing").waitFor(patience);
  await bar.getByText("Ben's answer").waitFor();
  await next(desk)
    .getByRole("button", { name: /^Wait for Ana/ })
    .click();
  await desk.page.getByRole("button", { name: "Send and wait for Ana" }).click();
  await desk.page.getByRole("alert").getByText("Somebody answered meanwhile.").waitFor(patience);
  await bar.getByRole("button", { name: "Send anyway" }).click();
  await thread(desk).getByText("Please turn it off.").first().waitFor(patience);
  await bar.waitFor({ state: "detached", ...patience });
  await expect.poll(() => thread(desk).getByText("Please turn it off.").count(), patience).toBe(1);
});
