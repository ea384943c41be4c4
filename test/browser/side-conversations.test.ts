import { afterAll, beforeAll, expect, test } from "vitest";
import { sendMail } from "./post.ts";
import { begin, enterAs, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { axeFinds, strike, type Window } from "./window.ts";

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
  await strike(page, "d", "a");
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
  await expect.poll(() => state(id), patient).toBe("closed");
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
  await expect.poll(() => state(id), patient).toBe("answered");
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

/** Mia is asked by mail beside a new conversation. */
async function askMia(subject: string) {
  const { id } = await begin(olga, subject);
  const expectedBy = new Date(scene.living.clock.now().getTime() + 3_600_000).toISOString();
  const side = await post(olga, `/api/conversations/${id}/side-conversations`, {
    to: { kind: "outside", address: maker, name: "Mia Maker" },
    subject: `About: ${subject}`,
    text: "Do you know this?",
    expectedBy,
  });
  const mail = await scene.office.next(
    (one) => one.to.includes(maker) && one.subject === `About: ${subject}`,
  );
  return { id, side: side.id, mail };
}

test("a later message shows along what the customer wrote, after a look at what leaves", async () => {
  const { page } = olga;
  const { id, side } = await askMia("The handle wobbles");
  await page.goto(`/inbox/all/${id}?side=${side}`);
  await write(olga, "This is what she says");
  await panel(olga).getByRole("button", { name: "Show messages along" }).click();
  const dialog = page.getByRole("dialog", { name: "Show messages along" });
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Show what leaves" }).click();
  const preview = dialog.getByRole("region", { name: "This leaves by e-mail" });
  await preview.getByText("Re: About: The handle wobbles").waitFor(patient);
  const frame = preview.frameLocator("iframe");
  await frame.getByText("This is what she says").waitFor(patient);
  await frame.getByText("The handle wobbles, every morning.").waitFor(patient);
  await dialog.getByRole("button", { name: "Done" }).click();
  await dialog.waitFor({ state: "detached" });
  await panel(olga).getByRole("button", { name: "1 message goes along" }).waitFor(patient);
  await panel(olga).getByRole("button", { name: "Send and wait" }).click();
  const mail = await scene.office.next(({ text }) => text.includes("This is what she says"));
  expect(mail.text).toContain("> The handle wobbles, every morning.");
  expect(mail.subject).toBe("Re: About: The handle wobbles");
  // The next one shows nothing along unless it is chosen again.
  await panel(olga).getByRole("button", { name: "Show messages along" }).waitFor(patient);
  await panel(olga).getByText("1 message shown along").waitFor(patient);
});

test("pictures from elsewhere in their mail are fetched only when somebody asks for them", async () => {
  const { page } = olga;
  const { id, side, mail } = await askMia("The colour is wrong");
  const asked: string[] = [];
  await page.route("https://pictures.maker.example/**", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: "image/svg+xml", body: "<svg xmlns='http://www.w3.org/2000/svg'/>" });
  });
  await sendMail(scene.living.smtpPort, {
    from: `Mia Maker <${maker}>`,
    to: mail.replyTo,
    subject: "Re: colour",
    text: "Look at our colours",
    html: '<p>Look at <b>our</b> colours</p><img src="https://pictures.maker.example/all.svg" alt="All colours">',
    inReplyTo: mail.messageId,
  });
  await page.goto(`/inbox/all/${id}?side=${side}`);
  const show = panel(olga).getByRole("button", { name: "Show 1 image from elsewhere" });
  await show.waitFor(patient);
  expect(asked).toEqual([]);
  await show.click();
  await expect.poll(() => asked, patient).toEqual(["https://pictures.maker.example/all.svg"]);
  await show.waitFor({ state: "detached" });
});

test("search finds what was written beside a conversation, and opens it there; alone for whoever was only asked", async () => {
  const { page } = olga;
  const { id, side } = await askMia("The cable is short");
  const expectedBy = new Date(scene.living.clock.now().getTime() + 3_600_000).toISOString();
  const internal = await post(olga, `/api/conversations/${id}/side-conversations`, {
    to: { kind: "agent", id: carla.id },
    subject: "Cables by contract",
    text: "Is an extension covered by the warrantyword?",
    expectedBy,
  });
  const finds = async (who: Window, q: string) => {
    const answer = await who.context.request.get(`/api/search?q=${encodeURIComponent(q)}`);
    return ((await answer.json()) as { sides: { id: string }[] }).sides.map((one) => one.id);
  };
  await expect.poll(() => finds(olga, "warrantyword"), patient).toEqual([internal.id]);
  await expect.poll(() => finds(olga, "cable maker.example"), patient).toEqual([side]);
  await page.goto(`/search?q=${encodeURIComponent("cable maker.example")}`);
  await page.getByRole("heading", { name: "Side conversations", level: 2 }).waitFor(patient);
  const find = page.getByRole("link", { name: /About: The cable is short/ });
  await expect
    .poll(() => find.locator("mark").allTextContents(), patient)
    .toEqual(["cable", "maker.example"]);
  await find.click();
  await panel(olga).getByText("Do you know this?").waitFor(patient);
  await page.getByRole("region", { name: /The cable is short/ }).waitFor(patient);
  await expect.poll(() => new URL(page.url()).search, patient).toBe(`?side=${side}`);
  await panel(olga).getByRole("button", { name: "Close the panel" }).click();
  await panel(olga).waitFor({ state: "detached" });
  await expect.poll(() => new URL(page.url()).search, patient).toBe("");

  expect(await finds(carla, "maker.example")).toEqual([]);
  await carla.page.goto("/search?q=warrantyword");
  await carla.page.getByRole("link", { name: /Cables by contract/ }).click();
  await panel(carla).getByText("Is an extension covered").waitFor(patient);
  await expect
    .poll(() => new URL(carla.page.url()).pathname, patient)
    .toBe(`/side-conversations/${internal.id}`);
});

test("of many side conversations that match, search shows the newest and leads to the list of all", async () => {
  const { page } = olga;
  const { id } = await begin(olga, "Many questions");
  const expectedBy = new Date(scene.living.clock.now().getTime() + 3_600_000).toISOString();
  for (let n = 1; n <= 12; n++)
    await post(olga, `/api/conversations/${id}/side-conversations`, {
      to: { kind: "agent", id: carla.id },
      subject: `Question ${n}`,
      text: "Where is the zygometer?",
      expectedBy,
    });
  const found = async () => {
    const answer = await olga.context.request.get("/api/search/side-conversations?q=zygometer");
    return ((await answer.json()) as { items: unknown[] }).items.length;
  };
  await expect.poll(found, patient).toBe(12);
  await page.goto("/search?q=zygometer");
  const all = page.getByRole("link", { name: "All side conversations that match" });
  await all.waitFor(patient);
  const finds = page.getByRole("link", { name: /Question \d+/ });
  await expect.poll(() => finds.count(), patient).toBe(10);
  await all.click();
  await page.getByText("12 side conversations", { exact: true }).waitFor(patient);
  await expect.poll(() => finds.count(), patient).toBe(12);
  expect(await axeFinds(page)).toEqual([]);
  await page.getByRole("link", { name: "Back to everything that was found" }).click();
  await all.waitFor(patient);
  await expect.poll(() => new URL(page.url()).search, patient).toBe("?q=zygometer");
});

/** Ben is asked beside a new conversation, by whoever looks at it. */
async function askBen(subject: string): Promise<string> {
  const { id } = await begin(olga, subject);
  const expectedBy = new Date(scene.living.clock.now().getTime() + 3_600_000).toISOString();
  const to = { kind: "agent", id: ben.id };
  await post(olga, `/api/conversations/${id}/side-conversations`, {
    to,
    subject: `${subject}?`,
    text: "Well?",
    expectedBy,
  });
  return id;
}
const conversation = async (id: string) =>
  (await (await olga.context.request.get(`/api/conversations/${id}`)).json()) as { state: string };

test("a reply that resolves asks what becomes of an open side conversation, and closes it only once it was sent", async () => {
  const { page } = olga;
  const id = await askBen("The plug is hot");
  await open(olga, id);
  await page.getByRole("region", { name: "Side conversations" }).waitFor(patient);
  await page.getByRole("textbox", { name: "Reply to Ana" }).fill("A new plug is on its way.");
  const composer = page.getByRole("region", { name: "Write", exact: true });
  const next = composer.getByRole("button", { name: "Resolve", exact: true });
  await next.click();
  await expect.poll(() => next.getAttribute("aria-pressed"), patient).toBe("true");
  await composer.getByLabel("How was it resolved?").fill("Replaced");
  await composer.getByRole("button", { name: "Send and resolve" }).click();
  const dialog = page.getByRole("dialog", { name: "Before it is resolved" });
  await dialog.getByText("Ben Baker: The plug is hot?").waitFor(patient);
  await dialog.getByLabel("Close them").check();
  expect([(await conversation(id)).state, await state(id)]).toEqual(["open", "waiting"]);
  await dialog.getByRole("button", { name: "Send and resolve" }).click();
  await expect.poll(() => state(id), patient).toBe("closed");
  await expect.poll(async () => (await conversation(id)).state, patient).toBe("resolved");
});

test("before many are resolved it is said in how many of them something stays open", async () => {
  const { page } = olga;
  const id = await askBen("The timer stops");
  await post(olga, `/api/conversations/${id}/tasks`, { title: "Order a timer" });
  await begin(olga, "The timer is loud");
  await page.goto("/inbox/all");
  const rows = page.getByRole("grid").getByRole("row");
  await rows.filter({ hasText: "The timer is loud" }).waitFor(patient);
  for (const subject of ["The timer is loud", "The timer stops"]) {
    const row = rows.filter({ hasText: subject });
    await row.hover();
    await row.getByRole("checkbox").click();
  }
  const bar = page.getByRole("region", { name: "Selected conversations" });
  await bar.getByText("2 selected").waitFor(patient);
  await bar.getByRole("button", { name: "Resolve", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Resolve the selected" });
  await dialog
    .getByText("In 1 of them something is open and stays so: 1 task, 1 side conversation.")
    .waitFor(patient);
  await dialog.getByLabel("How was it resolved?").fill("A new timer");
  await dialog.getByRole("button", { name: "Do it" }).click();
  await expect.poll(async () => (await conversation(id)).state, patient).toBe("resolved");
  expect(await state(id)).toBe("waiting");
});
