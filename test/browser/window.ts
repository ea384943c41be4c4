import { readlink } from "node:fs/promises";
import { join } from "node:path";
import axe from "axe-core";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";
import { findChromium } from "../../scripts/chromium.ts";

/** How long a browser on a busy machine is waited for. */
const patience = 60_000;

/** Chromium without what calls home; as root it has no sandbox of its own. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch(launching());
}

/** A browser of somebody's own, which keeps in its folder what it is told to keep: it can be killed and opened again. */
export async function openOwnBrowser(folder: string, baseURL: string) {
  const viewport = { width: 1280, height: 800 };
  const options = { ...launching(), baseURL, viewport, locale: "en-GB" };
  const context = await chromium.launchPersistentContext(folder, options);
  context.setDefaultTimeout(patience);
  const pid = Number((await readlink(join(folder, "SingletonLock"))).split("-").at(-1));
  return { context, page: context.pages()[0] ?? (await context.newPage()), pid };
}

function launching() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("The browser tests need Chromium; `./baton test` says how to get it.");
  const args = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
  ];
  return { executablePath, args: process.getuid?.() === 0 ? [...args, "--no-sandbox"] : args };
}

export interface Window {
  page: Page;
  context: BrowserContext;
  /** What the page complained about: console errors and uncaught exceptions. */
  complaints: string[];
}

/** A browser of one person, with its own cookies. Answers that are refusals by design are not complaints. */
export async function openWindow(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
): Promise<Window> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    // What a service worker fetches cannot be held back or watched; a test about it lets it in.
    serviceWorkers: "block",
    ...options,
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error" || /status of 401/.test(message.text())) return;
    complaints.push(`${message.text()} (${message.location().url})`);
  });
  return { page, context, complaints };
}

/** Keys of one sequence, as quick as a hand: however long the page takes over the first, the second follows at once. */
export const strike = (page: Page, ...keys: string[]) =>
  Promise.all(keys.map((key) => page.keyboard.press(key)));

/** Waits until Enter would choose this one of a list that is found by typing. */
export const isNext = (page: Page, words: string | RegExp) =>
  page.locator("[role=option][data-active]", { hasText: words }).waitFor();

/** Waits until the focus is in a field: what is typed before goes elsewhere. */
export const hasFocus = (field: Locator) => field.and(field.page().locator(":focus")).waitFor();

/**
 * Waits for whatever moves and ends: half-faded words have half the contrast. What the browser does not paint any more never
 * ends, and holds nothing up.
 */
const settled = async () => {
  const patience = new Promise((done) => setTimeout(done, 10_000));
  for (let frame = 0; frame < 2; frame++)
    await Promise.race([patience, new Promise((painted) => requestAnimationFrame(painted))]);
  const ends = (one: Animation) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY;
  const moving = document.getAnimations().filter(ends);
  await Promise.race([patience, Promise.allSettled(moving.map(({ finished }) => finished))]);
};

interface Found {
  violations: { id: string; nodes: { target: unknown[] }[] }[];
}
interface WithAxe {
  axe?: { run(options: object): Promise<Found> };
}

/**
 * What axe finds on the page, by these rules or by all: rule and place, empty when there is nothing. What is gone at a second
 * look was on its way.
 */
export async function axeFinds(page: Page, rules?: readonly string[]): Promise<string[]> {
  let found = await look(page, rules);
  for (let more = 0; found.length > 0 && more < 5; more++) {
    await page.waitForTimeout(1_000);
    found = await look(page, rules);
  }
  return found;
}

async function look(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Evaluated, not added to the page: its policy lets no script in.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  await page.evaluate(settled);
  return page.evaluate(
    async (options) => {
      const found = await (window as WithAxe).axe?.run(options);
      if (!found) throw new Error("The page was left while it was looked at.");
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id}: ${target.join(" ")}`),
      );
    },
    { resultTypes: ["violations"], ...(rules && { runOnly: [...rules] }) },
  );
}
