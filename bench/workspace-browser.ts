import type { Page } from "playwright-core";
import { openBrowser, openWindow } from "../test/browser/window.ts";
import type { Figures } from "./main.ts";
import { median, rounded } from "./statistics.ts";

const rowsWanted = 10_000;
const steps = 60;

/** In Chromium on this machine: first load, arrow key to painted row in a list of 10,000, click to painted conversation. */
export async function browserFigures(url: string, cookie: string): Promise<Figures> {
  const browser = await openBrowser();
  try {
    const [name = "", value = ""] = cookie.split("=");
    const { context, page } = await openWindow(browser, url);
    await context.addCookies([{ name, value, url }]);
    const loads: number[] = [];
    for (let at = 0; at < 7; at++) loads.push(await firstLoad(page));
    const script = await scriptBytes(page);
    await fillList(page);
    const arrow = await arrows(page);
    const click = await clicks(page);
    return {
      "workspace.firstLoadMs": rounded(median(loads)),
      "workspace.scriptKB": rounded(script / 1000),
      "workspace.arrowToPaintMs": rounded(median(arrow)),
      "workspace.clickToPaintMs": rounded(median(click)),
    };
  } finally {
    await browser.close();
  }
}

const list = '[role="grid"]';

/** Milliseconds from the request, with an empty cache, until rows of the inbox are painted. */
async function firstLoad(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await page.goto("about:blank");
  await page.goto("/inbox/all", { waitUntil: "commit" });
  return page.evaluate(async () => {
    const frame = () => new Promise((painted) => requestAnimationFrame(painted));
    while (!document.querySelector('[role="grid"] [role="row"]')) await frame();
    await frame();
    return performance.now();
  });
}

/** Bytes of script that came over the line until now. */
function scriptBytes(page: Page): Promise<number> {
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter((entry) => /\.js(\?|$)/.test(entry.name))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  );
}

/** Scrolls down until the list holds 10,000 rows, and back up. */
async function fillList(page: Page): Promise<void> {
  const grid = page.locator(list);
  for (;;) {
    const reached = await grid.evaluate((element) => {
      element.scrollTop = element.scrollHeight;
      return Math.max(
        ...[...element.querySelectorAll("[aria-rowindex]")].map((row) => Number(row.ariaRowIndex)),
      );
    });
    if (reached >= rowsWanted) break;
    await page.waitForTimeout(10);
  }
  await grid.evaluate((element) => {
    element.scrollTop = 0;
  });
  await grid.locator('[aria-rowindex="1"]').waitFor();
}

/** Milliseconds from each event of this kind until what it brings is painted: the next frame, or after a click the first message that was not there. */
async function paints(page: Page, kind: string, act: (step: number) => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  for (let step = 0; step < steps; step++) {
    await page.evaluate((event) => {
      const before = new Set(document.querySelectorAll("article"));
      const one = window as unknown as { painted: Promise<number> };
      one.painted = new Promise((done) => {
        document.addEventListener(
          event,
          ({ timeStamp }) => {
            const there = () => [...document.querySelectorAll("article")].some((one) => !before.has(one));
            const look = () => {
              if (event === "click" && !there()) return void requestAnimationFrame(look);
              const { port1, port2 } = new MessageChannel();
              port1.addEventListener("message", () => done(performance.now() - timeStamp));
              port1.start();
              port2.postMessage(null);
            };
            requestAnimationFrame(look);
          },
          { capture: true, once: true },
        );
      });
    }, kind);
    await act(step);
    took.push(await page.evaluate(() => (window as unknown as { painted: Promise<number> }).painted));
  }
  return took;
}

async function arrows(page: Page): Promise<number[]> {
  await page.locator(`${list} [aria-rowindex="1"]`).focus();
  return paints(page, "keydown", () => page.keyboard.press("ArrowDown"));
}

/** Every click opens another conversation, which was not asked for before. */
async function clicks(page: Page): Promise<number[]> {
  return paints(page, "click", async (step) => {
    if (step % 5 === 4) await page.locator(list).evaluate((element) => element.scrollBy(0, 300));
    const row = page.locator(`${list} [aria-rowindex="${61 + step}"]`);
    await row.scrollIntoViewIfNeeded();
    await row.click({ position: { x: 160, y: 20 } });
  });
}
