import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC_APPS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a Chromium that runs here, or undefined; BATON_CHROMIUM goes first. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).concat("/usr/bin", "/snap/bin");
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env.BATON_CHROMIUM ?? "", ...candidates, ...MAC_APPS].find(runs);
}

/** Finds Chromium or installs Debian's where that is allowed; refuses with what to install. */
export function ensureChromium(): string {
  const found = findChromium() ?? installChromium();
  if (!found)
    throw new Error(
      "The browser tests need Chromium: install the package chromium, or put the path of one into BATON_CHROMIUM.",
    );
  return found;
}

function installChromium(): string | undefined {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return undefined;
  process.stderr.write("Installing Debian's chromium …\n");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const step of [["update"], ["install", "--yes", "--no-install-recommends", "chromium"]]) {
    const { status, stdout, stderr } = spawnSync("apt-get", step, { env, encoding: "utf8" });
    if (status !== 0) process.stderr.write(stdout + stderr);
  }
  return findChromium();
}

// Ubuntu's package is a script that only says to install a snap, so the file alone proves nothing.
function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  return spawnSync(path, ["--version"], { timeout: 30_000 }).status === 0;
}
