import { afterAll, beforeAll, expect, test } from "vitest";
import type { LanguageChoice } from "../../shared/languages.ts";
import { begin, enterAs, enterAsOwner, openScene, post, type Scene } from "./scene.ts";
import { axeFinds, type Window } from "./window.ts";

let scene: Scene;
let olga: Window;
let conversation: string;

beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  await enterAs(scene, olga, "Ben Baker");
  conversation = (await begin(olga, "The kettle that I bought in March leaks")).id;
  await begin(olga, "The light stays on");
  await post(olga, `/api/conversations/${conversation}/notes`, { text: "She was very kind." });
});
afterAll(() => scene?.close());

/** The owner in a window of one's own, spoken to in a language of theirs. */
async function enterSpeaking(language: LanguageChoice, options: Parameters<Scene["window"]>[0] = {}) {
  await olga.context.request.patch("/api/me", { data: { language } });
  return scene.window({ ...options, storageState: await olga.context.storageState() });
}

const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

/** Each screen with a sentence of its own in the language, and what would be left of English. */
const screens = (): [path: string, german: string, english: string[]][] => [
  ["/inbox/all", "Alle offenen", ["Search conversations", "Overdue", "Inbox"]],
  [`/inbox/all/${conversation}`, "In der Hand von", ["Held by", "Resolve", "Only colleagues see this"]],
  ["/customers", "Kunden", ["Customers", "Name or address"]],
  ["/board", "Gehaltene Zusagen", ["Promises kept", "First reply"]],
  ["/settings/account", "Wo Sie angemeldet sind", ["Where you are signed in", "My account"]],
  ["/settings/people", "Jemanden einladen", ["Invite a colleague", "invited"]],
  ["/settings/workspace", "Geschäftszeiten", ["Business hours", "Monday"]],
  ["/help", "Die Verfolgungsseite", ["The tracker", "On this page"]],
];

/** What is wrong with the screen as it stands; axe looks once, at a desk. */
async function faults({ page }: Window, english: readonly string[]) {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
  const lines = (await page.locator("body").innerText()).split("\n").map((line) => line.trim());
  const { wide, fits } = await page.evaluate(() => ({
    wide: innerWidth > 1000,
    fits: document.documentElement.scrollWidth <= innerWidth,
  }));
  return {
    english: english.filter((words) => lines.includes(words)),
    fits,
    finds: wide ? await axeFinds(page) : [],
  };
}
const none = { english: [], fits: true, finds: [] };

test("a German owner reads German everywhere, and everything has room", async () => {
  for (const viewport of sizes) {
    const window = await enterSpeaking("de", { viewport });
    for (const [path, german, english] of screens()) {
      await window.page.goto(path);
      await window.page.locator('html[lang="de"][dir="ltr"]', { hasText: german }).waitFor();
      await expect
        .poll(async () => ({ path, ...(await faults(window, english)) }))
        .toEqual({ path, ...none });
    }
    expect(window.complaints).toEqual([]);
    await window.context.close();
  }
}, 240_000);

test("for an Arabic owner every screen runs from the right, and nothing is cut off", async () => {
  for (const viewport of sizes) {
    const window = await enterSpeaking("ar", { viewport });
    for (const [path, , english] of screens()) {
      await window.page.goto(path);
      await window.page.locator('html[lang="ar"][dir="rtl"] h1').first().waitFor();
      await expect
        .poll(async () => ({ path, ...(await faults(window, english)) }))
        .toEqual({ path, ...none });
    }
    const inbox = window.page.locator('nav a[href="/inbox"]');
    await expect.poll(async () => (await inbox.boundingBox())?.x ?? 0).toBeGreaterThan(viewport.width * 0.7);
    expect(window.complaints).toEqual([]);
    await window.context.close();
  }
}, 240_000);

test("where emoji have no Arabic names it is said, and they are found by their English ones", async () => {
  const window = await enterSpeaking("ar");
  const { page } = window;
  await page.goto(`/inbox/all/${conversation}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.locator("body").press("n");
  await page.getByRole("textbox", { name: "ملاحظة للزملاء" }).and(page.locator(":focus")).waitFor();
  await page.getByRole("button", { name: "رموز تعبيرية" }).click();
  await page.getByText("أسماء الرموز هنا بالإنجليزية").waitFor();
  await page.getByRole("combobox", { name: "البحث عن رمز تعبيري" }).fill("red heart");
  const heart = page.getByRole("option", { name: "red heart", exact: true });
  await heart.waitFor();
  expect(await heart.getAttribute("lang")).toBe("en");
  expect(await axeFinds(page)).toEqual([]);
  await window.context.close();
});

test("the language is chosen in the account, holds at once, and is everybody's own", async () => {
  const window = await enterSpeaking("workspace");
  const { page } = window;
  await page.goto("/settings/account");
  await page.getByRole("combobox", { name: "Language" }).click();
  await page.getByRole("option", { name: "Deutsch" }).click();
  await page.getByRole("heading", { name: "Mein Konto" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Mein Konto" }).waitFor();
  await page.getByRole("combobox", { name: "Sprache" }).click();
  await page.getByRole("option", { name: "العربية" }).click();
  await page.locator('html[lang="ar"][dir="rtl"]').waitFor();
  expect(window.complaints).toEqual([]);
  await window.context.close();
});

test("whoever has not chosen reads the workspace's language, and at the door the browser's", async () => {
  await olga.context.request.patch("/api/me", { data: { language: "workspace" } });
  const window = await scene.window({
    locale: "ar-EG",
    storageState: await olga.context.storageState(),
  });
  const { page } = window;
  await page.goto("/settings/account");
  await page.locator('html[lang="en"][dir="ltr"]').waitFor();
  await olga.context.request.patch("/api/workspace", { data: { locale: "de-AT" } });
  await page.getByRole("heading", { name: "Mein Konto" }).waitFor();
  await olga.context.request.patch("/api/me", { data: { language: "auto" } });
  await page.reload();
  await page.locator('html[lang="ar"][dir="rtl"]').waitFor();
  await window.context.close();

  const outside = await scene.window({ locale: "de-CH" });
  await outside.page.goto("/sign-in");
  await outside.page.getByRole("heading", { name: "Willkommen zurück" }).waitFor();
  await outside.page.getByRole("button", { name: "Anmelden" }).waitFor();
  expect(await axeFinds(outside.page)).toEqual([]);
  await outside.context.close();
});
