import { liveState } from "../lib/live-state.ts";
import { createStore } from "../lib/store.ts";

const lookEvery = 30 * 60_000;

/** The script this page began with, named after what is in it; null where nothing was built. */
const entry = document.querySelector('script[type="module"][src^="/assets/"]')?.getAttribute("src") ?? null;

/** True once the server has another version than the one that runs here. */
export const outdated = createStore(false);

/** Lets the browser keep the app itself, so that it can be installed and opens without a line. Asked after everything else. */
export function keepApp(): void {
  if (!entry || !("serviceWorker" in navigator)) return;
  // A browser that may keep nothing, as in a private window, works without.
  const keep = () => void navigator.serviceWorker.register("/sw.js").catch(() => {});
  if ("requestIdleCallback" in window) requestIdleCallback(keep, { timeout: 20_000 });
  else setTimeout(keep, 5_000);
}

/** Looks whether there is a newer version when the line comes back, now and then, and when a part of this one is gone. */
export function watchVersion(): () => void {
  let before = liveState.get();
  const unwatch = liveState.subscribe(() => {
    const now = liveState.get();
    if (now === "live" && before === "lost") void look();
    before = now;
  });
  const timer = setInterval(() => void look(), lookEvery);
  const onGone = () => void look();
  window.addEventListener("vite:preloadError", onGone);
  return () => {
    unwatch();
    clearInterval(timer);
    window.removeEventListener("vite:preloadError", onGone);
  };
}

async function look(): Promise<void> {
  if (!entry || outdated.get()) return;
  try {
    const newest: unknown = await (await fetch("/version.json", { cache: "no-store" })).json();
    if ((newest as { entry?: string }).entry !== entry) outdated.set(true);
  } catch {
    // Out of reach, or nothing that says so: the next look will tell.
  }
}
