import { createTransport } from "nodemailer";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type NameServer, openNameServer } from "../name-server.ts";
import { englishFinder } from "./left-in-english.ts";
import { reflowFaults } from "./reflow.ts";
import { begin, enterAs, enterAsOwner, openScene, post, type Scene, support } from "./scene.ts";
import { axeFinds, type Window } from "./window.ts";

let scene: Scene;
let names: NameServer;
let olga: Window;
let conversation: string;
let customer: string;
let view: string;
let merged: string;
let beside: string;

beforeAll(async () => {
  names = await openNameServer();
  scene = await openScene({ BATON_DNS_SERVER: names.address });
  olga = await enterAsOwner(scene);
  const colleague = await enterAs(scene, olga, "Ben Baker");
  const begun = await begin(olga, "The kettle that I bought in March leaks");
  await begin(olga, "The light stays on");
  conversation = begun.id;
  const asked = await olga.context.request.get(`/api/conversations/${conversation}`);
  customer = ((await asked.json()) as { customer: { id: string } }).customer.id;
  const made = await post(olga, "/api/views", {
    name: "What leaks",
    condition: { field: "conversation.subject", operator: "contains", value: "leaks" },
    columns: ["number", "subject", "state", "tags", "promise"],
  });
  view = made.id;
  await post(olga, "/api/fields", { subject: "conversation", type: "text", label: "Serial number" });
  await post(olga, "/api/topics", { name: "Leaking", keywords: ["leaks"] });
  await post(olga, "/api/statuses", { name: "With the workshop", state: "open" });
  await post(olga, "/api/roles", { name: "Senior agent", base: "agent", gives: ["workspace.log"] });
  await post(olga, "/api/checklists", { name: "Return", steps: ["Label", "Refund"] });
  await post(olga, `/api/conversations/${conversation}/tasks`, { title: "Weigh the parcel" });
  await olga.context.request.patch(`/api/conversations/${conversation}`, { data: { type: "complaint" } });
  await post(olga, "/api/conversation-templates", { name: "Call-back", scope: "shared" });
  await post(olga, "/api/macros", {
    name: "Sorry for the wait",
    scope: "shared",
    language: "en",
    texts: { en: "<p>Sorry</p>" },
  });
  await olga.context.request.put("/api/tags/warranty", { data: { color: "violet" } });
  beside = (await begin(olga, "The cable is hot")).id;
  await post(olga, `/api/conversations/${beside}/side-conversations`, {
    to: { kind: "agent", id: colleague.id },
    subject: "Cables in stock?",
    text: "Do we have one left?",
    expectedBy: new Date(scene.living.clock.now().getTime() + 3_600_000).toISOString(),
  });
  const twin = await begin(olga, "It leaks once more");
  merged = twin.id;
  await post(olga, `/api/conversations/${conversation}/merge`, { sourceIds: [merged] });
  await post(olga, "/api/suppressions", { address: "bo@home.example", reason: "Asked us not to write." });
  await sendUnsigned(scene.living.smtpPort);
  await post(olga, "/api/customers", { name: "Ana Lopez", email: "ana.lopez@work.example" });
  await post(olga, `/api/conversations/${conversation}/notes`, { text: "She was very kind." });
});
afterAll(async () => {
  await scene?.close();
  await names?.close();
});

/** A mail that nobody says they wrote: it is set aside. */
async function sendUnsigned(port: number): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  const envelope = { from: "someone@home.example", to: support };
  await transport.sendMail({ envelope, raw: "Subject: A parcel\r\n\r\nHello\r\n" });
  transport.close();
}

/** A slow machine has time to load another language. */
const patient = { timeout: 30_000 };
const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 800 };

/** Each address with what shows that it is there. */
const screens = (): [path: string, there: string | RegExp][] => [
  ["/inbox/all", "The light stays on"],
  [`/inbox/all/${conversation}`, "She was very kind."],
  [`/inbox/all/${merged}`, "Merged into another conversation"],
  [`/views/${view}`, "The kettle that I bought in March leaks"],
  ["/customers", "Ana Lopez"],
  ["/search", "What you can ask"],
  ["/search?q=light", "The light stays on"],
  [`/customers/${customer}`, "The light stays on"],
  ["/board", "First reply"],
  ["/board/live", "Who carries what"],
  ["/settings/inboxes", "support@kettles.example"],
  ["/settings/mail-in", "It does not say who sent it."],
  ["/settings/mail-out", "Every mail"],
  ["/settings/deliverability", "kettles.example"],
  ["/settings/suppressed", "Asked us not to write."],
  ["/settings/people", "Ben Baker"],
  ["/settings/roles", "Senior agent"],
  ["/settings/workspace", "Business hours"],
  ["/settings/fields", "Serial number"],
  ["/settings/topics", "Leaking"],
  ["/settings/statuses", "With the workshop"],
  ["/settings/tags", "warranty"],
  ["/settings/templates", "Call-back"],
  ["/settings/checklists", "Return"],
  [`/inbox/all/${beside}`, /Ben Baker.*waiting since/],
  ["/side-conversations", "Nobody asks you anything"],
  ["/tasks", "Weigh the parcel"],
  ["/settings/macros", "Sorry for the wait"],
  ["/settings/event-log", "conversation.started"],
  ["/settings/account", "New password"],
  ["/settings/notifications", "Quiet hours"],
  ["/notifications", "You are up to date"],
  ["/help", "When mail goes wrong"],
  ["/welcome", "Connect an inbox"],
];

/** The first one an address fits is its own. */
const areas: [name: string, paths: RegExp][] = [
  ["conversations", /^\/(inbox|views|side-conversations|tasks)\b/],
  ["customers and the search", /^\/(customers|search)\b/],
  ["the settings of mail", /^\/settings\/(inboxes|mail|deliverability|suppressed)/],
  ["all other settings", /^\/settings\//],
  ["the board, the help and all else", /^\//],
];
const ofArea = (name: string) =>
  screens().filter(([path]) => areas.find(([, paths]) => paths.test(path))?.[0] === name);

async function shows(page: Page, there: string | RegExp): Promise<void> {
  await page.locator(":visible", { hasText: there }).last().waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
}

/** A screen as it stands is for everybody: nothing that axe finds, nothing sideways, one heading above all. */
async function isForEverybody(page: Page, path: string, rules?: readonly string[]): Promise<void> {
  const asItStands = async () => {
    const finds = await axeFinds(page, rules);
    const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    return { path, finds, fits, headings: await page.getByRole("heading", { level: 1 }).count() };
  };
  await expect.poll(asItStands, patient).toEqual({ path, finds: [], fits: true, headings: 1 });
}

/** All that another theme changes. */
const ofColours = ["color-contrast", "link-in-text-block"];
/** A desk at 200 %, and the narrowest window. */
const narrow = [
  { width: 640, height: 400 },
  { width: 320, height: 640 },
];

// Each screen is opened once and looked at in every way: opening is what takes long.
test.each(areas)(
  "everybody can use every screen of %s: on a phone and in the dark, at a desk, at 200 % and at 320 pixels nothing covered or cut off",
  async (area) => {
    const window = await scene.window({
      colorScheme: "light",
      viewport: phone,
      storageState: await olga.context.storageState(),
    });
    const { page } = window;
    expect(ofArea(area)).not.toEqual([]);
    for (const [path, there] of ofArea(area)) {
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize(phone);
      await page.goto(path);
      await shows(page, there);
      await isForEverybody(page, path);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.locator("html[data-theme=dark]").waitFor();
      await isForEverybody(page, path, ofColours);
      await page.setViewportSize(desk);
      await shows(page, there);
      await isForEverybody(page, path);
      for (const viewport of narrow) {
        await page.setViewportSize(viewport);
        await shows(page, there);
        await expect
          .poll(async () => ({ path, faults: await reflowFaults(page) }), { timeout: 30_000 })
          .toEqual({ path, faults: [] });
      }
    }
    expect(window.complaints).toEqual([]);
    await window.context.close();
  },
  400_000,
);

test("on a phone the chosen screen of the settings stands in sight in their menu", async () => {
  const window = await scene.window({ viewport: phone, storageState: await olga.context.storageState() });
  const { page } = window;
  for (const screen of ["account", "inboxes"]) {
    await page.goto(`/settings/${screen}`);
    const item = page.getByRole("navigation", { name: "Settings" }).locator('[aria-current="page"]');
    await item.waitFor();
    await expect
      .poll(async () => {
        const box = await item.boundingBox();
        return box !== null && box.x >= 0 && box.x + box.width <= phone.width;
      })
      .toBe(true);
  }
  await window.context.close();
});

test("a screen that one may not open says so under its name", async () => {
  const cleo = await enterAs(scene, olga, "Cleo Clerk", "collaborator");
  await cleo.page.goto("/settings/keys");
  await cleo.page.getByRole("heading", { name: "API keys", level: 1 }).waitFor();
  await cleo.page.getByRole("alert").getByText("You may not see this").waitFor();
  expect(await axeFinds(cleo.page)).toEqual([]);
});

/** What people called something, and what the log keeps as it was written. */
const given = ["Support", "First reply", "proven", "given"];

test.each(["de", "ar"] as const)(
  "every screen says in %s all that it says, at a desk and on a phone",
  async (language) => {
    const findEnglish = await englishFinder(language, given);
    await olga.context.request.patch("/api/me", { data: { language } });
    const window = await scene.window({ viewport: desk, storageState: await olga.context.storageState() });
    const { page } = window;
    for (const [path] of screens()) {
      await page.setViewportSize(desk);
      await page.goto(path);
      await expect
        .poll(
          async () => ({ path, spoken: await page.locator(`html[lang="${language}"] h1`).count() }),
          patient,
        )
        .toEqual({ path, spoken: 1 });
      await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
      await expect
        .poll(async () => ({ path, english: await findEnglish(page) }), patient)
        .toEqual({ path, english: [] });
      await page.setViewportSize(phone);
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      await expect.poll(async () => ({ path, fits: await fits() }), patient).toEqual({ path, fits: true });
    }
    expect(window.complaints).toEqual([]);
    await window.context.close();
    await olga.context.request.patch("/api/me", { data: { language: "workspace" } });
  },
  400_000,
);
