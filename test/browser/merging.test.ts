import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAs, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { axeFinds, strike, type Window } from "./window.ts";

let scene: Scene;
let olga: Window;
let ben: Window & { id: string };

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  ben = await enterAs(scene, olga, "Ben Baker");
});
afterAll(() => scene?.close());

const open = async ({ page }: Window, id: string, subject: string) => {
  await page.goto(`/inbox/all/${id}`);
  await page.getByRole("heading", { level: 1, name: subject }).waitFor();
};
const press = ({ page }: Window, ...keys: string[]) => strike(page, ...keys);
const row = (id: string) =>
  scene.living.house.system
    .selectFrom("conversations")
    .select(["state", "mergedIntoId", "holderId", "promiseText"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

test("two conversations of one customer are merged by keys, seen by a colleague at once, and taken back", async () => {
  const target = await begin(ben, "The kettle drips");
  const source = await begin(ben, "It drips again");
  await Promise.all([open(ben, target.id, "The kettle drips"), open(olga, source.id, "It drips again")]);
  const { page } = ben;
  const said = (window: Window) =>
    window.page.getByRole("article").filter({ hasText: "It drips again, every morning." });
  await press(ben, "l", "m");
  const dialog = page.getByRole("dialog", { name: "Merge conversations" });
  await dialog.getByRole("option", { name: /It drips again.*same customer/ }).waitFor();
  await dialog.getByRole("combobox").fill("again it dri");
  await expect.poll(() => dialog.getByRole("option").count(), { timeout: 20_000 }).toBe(1);
  await page.keyboard.press("Enter");
  const outcome = dialog.getByRole("region", { name: "This is what it will be" });
  await outcome.getByText("Ben Baker").waitFor();
  await expect.poll(() => outcome.locator("dd").first().textContent(), { timeout: 20_000 }).toBe("2");
  expect(await axeFinds(page)).toEqual([]);
  await dialog.getByRole("button", { name: `Merge into #${target.number}` }).click();
  await dialog.waitFor({ state: "detached" });
  await said(ben).waitFor();

  const bar = olga.page.getByRole("region", { name: "Merged into another conversation" });
  await bar.getByRole("link", { name: /The kettle drips/ }).waitFor({ timeout: 20_000 });
  await olga.page.getByRole("textbox", { name: /reply/i }).waitFor({ state: "detached" });
  await expect.poll(async () => (await row(source.id)).mergedIntoId).toBe(target.id);
  await bar.getByRole("button", { name: `Take it back: #${source.number}` }).click();
  await bar.waitFor({ state: "detached" });
  await said(olga).waitFor();
  await expect.poll(() => row(source.id)).toMatchObject({ mergedIntoId: null, state: "open" });
  await said(ben).waitFor({ state: "detached", timeout: 20_000 });
});

test("another customer's needs a yes, and the other one may be the one that stays", async () => {
  const one = await begin(ben, "Lid lost");
  const two = await post<{ id: string; number: number }>(ben, "/api/conversations", {
    customer: { email: "zoe@home.example", name: "Zoe Zimmer" },
    subject: "Lid gone",
    text: "Mine too.",
  });
  await open(ben, one.id, "Lid lost");
  const { page } = ben;
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: /Merge with another one/ }).click();
  const dialog = page.getByRole("dialog", { name: "Merge conversations" });
  await dialog.getByRole("combobox").fill("zoe");
  await dialog.getByRole("option", { name: /Lid gone/ }).click();
  await dialog.getByRole("radio", { name: /Lid gone/ }).check();
  const merge = dialog.getByRole("button", { name: `Merge into #${two.number}` });
  const yes = dialog.getByRole("checkbox", { name: /merge them all the same/ });
  await yes.waitFor();
  await expect.poll(() => merge.isDisabled()).toBe(true);
  await yes.click();
  await merge.click();
  await page.getByRole("heading", { level: 1, name: "Lid gone" }).waitFor();
  expect((await row(one.id)).mergedIntoId).toBe(two.id);
});

test("a message becomes a conversation of its own, for somebody and with a promise", async () => {
  const { id } = await begin(ben, "The handle is hot");
  await post(olga, `/api/conversations/${id}/messages`, { text: "And where is my invoice?" });
  await open(ben, id, "The handle is hot");
  const { page } = ben;
  const message = page.getByRole("article").filter({ hasText: "my invoice" });
  await message.hover();
  await message.getByRole("button", { name: "Make a conversation of its own of it" }).click();
  const dialog = page.getByRole("dialog", { name: "Make a conversation of its own" });
  await expect
    .poll(() => dialog.getByLabel("Subject of the new one").inputValue())
    .toBe("And where is my invoice?");
  await dialog.getByLabel("Subject of the new one").fill("Invoice wanted");
  await dialog.getByLabel("Who holds it").click();
  await page.getByRole("option", { name: "Olga Owner" }).click();
  await dialog.getByLabel("What happens next").fill("Send the invoice");
  expect(await axeFinds(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Split it out" }).click();
  await page.getByRole("heading", { level: 1, name: "Invoice wanted" }).waitFor();
  await page.getByRole("article").filter({ hasText: "my invoice" }).waitFor();
  const apart = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  expect(await row(apart)).toMatchObject({ promiseText: "Send the invoice" });
  await page
    .getByRole("region", { name: "Related" })
    .getByRole("link", { name: /handle is hot/ })
    .waitFor();
});

test("links are made and removed, and what stands below a resolved one is offered", async () => {
  const parent = await begin(ben, "All kettles of March");
  const child = await begin(ben, "My kettle of March");
  await open(ben, parent.id, "All kettles of March");
  const { page } = ben;
  await press(ben, "l", "l");
  const dialog = page.getByRole("dialog", { name: "Links and followers" });
  await dialog.getByLabel("What is the other one to this one?").click();
  await page.getByRole("option", { name: "The other one stands below this one" }).click();
  await dialog.getByRole("combobox", { name: "Link to" }).fill(`#${child.number}`);
  await dialog.getByRole("option", { name: /My kettle of March/ }).click();
  const below = dialog.getByRole("region", { name: "Below it" });
  await below.getByRole("link", { name: /My kettle/ }).waitFor();
  expect(await axeFinds(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  await post(ben, `/api/conversations/${parent.id}/resolution`, { reason: "Replaced them all" });
  const bar = page.getByRole("region", { name: "Conversations below" });
  await bar.getByRole("button", { name: "Resolve them too" }).click({ timeout: 20_000 });
  const resolving = page.getByRole("dialog", { name: "Resolve what stands below" });
  await expect
    .poll(() => resolving.getByLabel("How was it resolved?").inputValue(), { timeout: 20_000 })
    .toBe("Replaced them all");
  await resolving.getByRole("button", { name: "Resolve 1 conversation" }).click();
  await expect.poll(async () => (await row(child.id)).state, { timeout: 30_000 }).toBe("resolved");
  await bar.waitFor({ state: "detached", timeout: 20_000 });
});

test("following is one key, and the others see who follows", async () => {
  const { id } = await begin(olga, "Somebody else's");
  await Promise.all([open(ben, id, "Somebody else's"), open(olga, id, "Somebody else's")]);
  await ben.page.getByText("Nobody follows it.").waitFor();
  await press(ben, "f");
  await olga.page.getByText("Followed by Ben Baker").waitFor({ timeout: 20_000 });
  const followers = () =>
    scene.living.house.system
      .selectFrom("followers")
      .select("agentId")
      .where("conversationId", "=", id)
      .execute();
  await expect.poll(followers).toEqual([{ agentId: ben.id }]);
  await ben.page.getByText("Nobody follows it.").waitFor({ state: "detached" });
  await press(ben, "f");
  await olga.page.getByText("Nobody follows it.").waitFor();
  await expect.poll(followers).toEqual([]);
});

test("customers who are one person are suggested, compared, merged, found under both addresses, and taken apart", async () => {
  const ana = await post(ben, "/api/customers", { name: "Mia Moser", email: "mia.moser@home.example" });
  const other = await post(ben, "/api/customers", { name: "M. Moser", email: "mia.moser@work.example" });
  const { page } = ben;
  await page.goto(`/customers/${ana.id}`);
  await page.getByRole("button", { name: "Compare" }).click();
  const dialog = page.getByRole("dialog", { name: "Merge customers" });
  await dialog.getByText("mia.moser@work.example").first().waitFor();
  await dialog.getByRole("radio", { name: "M. Moser" }).check();
  expect(await axeFinds(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Merge into Mia Moser" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("heading", { level: 1, name: "M. Moser" }).waitFor();
  await page.getByText("Merged into this customer").waitFor();

  await page.goto(`/customers/${other.id}`);
  await page.waitForURL(`**/customers/${ana.id}`);
  await page.getByText("mia.moser@work.example").first().waitFor();
  await page.getByRole("button", { name: /^Take it back: / }).click();
  await page.getByRole("heading", { level: 1, name: "Mia Moser" }).waitFor({ timeout: 20_000 });
  await page.goto(`/customers/${other.id}`);
  await page.getByRole("heading", { level: 1, name: "M. Moser" }).waitFor();
  expect([...olga.complaints, ...ben.complaints].filter((text) => /uncaught/.test(text))).toEqual([]);
  expect(scene.living.errors).toEqual([]);
});
