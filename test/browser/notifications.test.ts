import { afterAll, beforeAll, expect, test } from "vitest";
import { begin, enterAs, enterAsOwner, openScene, type Scene } from "./scene.ts";
import { axeFinds, strike, type Window } from "./window.ts";

let scene: Scene;
let olga: Window;
let ben: Window & { id: string };
const patience = { timeout: 30_000 };

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  ben = await enterAs(scene, olga, "Ben Baker", "agent", { serviceWorkers: "allow" });
});
afterAll(() => scene?.close());

const giveToBen = async (subject: string) => {
  const { id } = await begin(olga, subject);
  await olga.context.request.put(`/api/conversations/${id}/holder`, { data: { agentId: ben.id } });
  return id;
};
const title = (page = ben.page) => expect.poll(() => page.title(), patience);
const news = (page = ben.page) => page.getByRole("link", { name: /^News/ });
const settings = async () => {
  const answer = await ben.context.request.get("/api/notification-settings");
  return (await answer.json()) as { own: boolean; settings: Record<string, unknown> };
};

test("what is given to me is counted as it happens, in every tab, and opening it is reading it", async () => {
  await ben.page.goto("/inbox/all");
  const second = await ben.context.newPage();
  await second.goto("/help");
  await news().waitFor(patience);
  await title().toBe("Baton");
  const id = await giveToBen("The lid is loose");
  await title().toBe("(1) Baton");
  await title(second).toBe("(1) Baton");
  await news().getByText("1 unread").waitFor(patience);

  await strike(ben.page, "g", "n");
  const told = ben.page.getByRole("list", { name: "Notifications" });
  await told.getByText(/Olga Owner.? gave it to you/).waitFor(patience);
  expect(await axeFinds(ben.page)).toEqual([]);
  await ben.page.keyboard.press("j");
  await told.locator(":focus").waitFor();
  await ben.page.keyboard.press("Enter");
  await ben.page.waitForURL(`**/inbox/all/${id}`, patience);
  await title().toBe("Baton");
  await title(second).toBe("Baton");
  await second.close();
});

test("all are read at once, what somebody else resolves drops out, and the deep link shows what was", async () => {
  await ben.page.goto("/notifications");
  await ben.page.getByText("You are up to date").waitFor(patience);
  const first = await giveToBen("The light stays on");
  await giveToBen("The cord is short");
  const told = ben.page.getByRole("list", { name: "Notifications" });
  await expect.poll(() => told.getByRole("listitem").count(), patience).toBe(2);
  await olga.context.request.post(`/api/conversations/${first}/resolution`, { data: { reason: "Done" } });
  await expect.poll(() => told.getByRole("listitem").count(), patience).toBe(1);
  await ben.page.getByRole("button", { name: "Mark all as read" }).click();
  await ben.page.getByText("You are up to date").waitFor(patience);
  await title().toBe("Baton");
  await ben.page.goto("/notifications?show=all");
  await told.getByText("The light stays on").waitFor(patience);
  await told.getByText("over", { exact: false }).first().waitFor(patience);
});

test("each kind has its ways, quiet hours are kept, and one can go back to what all have", async () => {
  const { page } = ben;
  await page.goto("/settings/notifications");
  await page.getByText("You have what the workspace has for everybody.").waitFor(patience);
  await page.getByRole("checkbox", { name: "I am mentioned: Push" }).click();
  await page.getByRole("combobox", { name: "I am mentioned: E-mail" }).click();
  await page.getByRole("option", { name: "Digest" }).click();
  await page.getByRole("switch", { name: /^Quiet hours/ }).click();
  await page.getByLabel("From").fill("21:30");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Back to the workspace’s" }).waitFor(patience);
  expect(await settings()).toMatchObject({
    own: true,
    settings: {
      ways: { mentioned: { app: true, push: false, mail: "digest" } },
      quiet: { on: true, from: 1290, to: 420 },
    },
  });
  await page.reload();
  await page.getByLabel("From").waitFor(patience);
  expect(await axeFinds(page)).toEqual([]);
  await page.getByRole("button", { name: "Back to the workspace’s" }).click();
  await page.getByText("You have what the workspace has for everybody.").waitFor(patience);
  await expect.poll(async () => (await settings()).own, patience).toBe(false);
});

test("the worker shows a push in its language, once for each thing, and leads to nowhere but here", async () => {
  const { page, context } = ben;
  await context.grantPermissions(["notifications"]);
  await page.goto("/settings/notifications");
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((done) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [first] = registrations;
      if (first) done(first.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });
  const push = {
    title: "أُسندت إليك محادثة",
    body: "#1",
    tag: "a",
    lang: "ar",
    dir: "rtl",
    url: "/inbox/all",
    evenInSight: true,
  };
  const registrationId = await registered;
  for (const tag of ["a", "a", "b"])
    await devtools.send("ServiceWorker.deliverPushMessage", {
      origin: scene.living.url,
      registrationId,
      data: JSON.stringify({ ...push, tag }),
    });
  const shown = () =>
    page.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready;
      const all = await worker.getNotifications();
      return all.map(({ title, tag, lang, dir }) => [title, tag, lang, dir].join(" ")).sort();
    });
  await expect.poll(shown, patience).toEqual([`${push.title} a ar rtl`, `${push.title} b ar rtl`]);
  expect(ben.complaints).toEqual([]);
});
