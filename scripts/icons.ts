// Draws the icons of the installed app from web/public/icon.svg; run it by hand when the sign changes, and commit what it made.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ensureChromium } from "./chromium.ts";

const folder = join(import.meta.dirname, "../web/public");
const sign = readFileSync(join(folder, "icon.svg"), "utf8");
const ground = /<rect[^>]*fill="(#[0-9a-f]{6})"/i.exec(sign)?.[1];
if (!ground) throw new Error("icon.svg begins with its ground, a rect with a fill.");

/** `whole` fills the square: systems cut it to shapes of their own, and keep four fifths of it. */
const icons = [
  { name: "icon-192.png", size: 192, whole: false },
  { name: "icon-512.png", size: 512, whole: false },
  { name: "icon-maskable-512.png", size: 512, whole: true },
  { name: "apple-touch-icon.png", size: 180, whole: true },
];

const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath: ensureChromium(), args });
for (const { name, size, whole } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const share = whole ? 80 : 100;
  await page.setContent(
    `<style>body{margin:0;display:grid;place-items:center;height:100vh;${whole ? `background:${ground}` : ""}}svg{width:${share}%;height:${share}%}</style>${sign}`,
  );
  writeFileSync(join(folder, name), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
