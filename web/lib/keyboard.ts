import { z } from "zod";
import { type Action, actions } from "./actions.ts";
import { remembered } from "./remembered.ts";

/** Off for those whose speech or switch input types single letters by accident (WCAG 2.1.4). */
export const letterKeys = remembered("letter-keys", z.boolean(), true);

const sequenceMilliseconds = 1200;
const fields = 'input, textarea, select, [contenteditable="true"]';
const dialogs = '[role="dialog"], [role="alertdialog"]';
const pressed = "button, a[href], summary";
const layersAbove = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** The name of a pressed key as actions write it: "mod+k", "shift+tab", "?", "g". */
export function chord(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? "mod+" : ""}${event.altKey ? "alt+" : ""}${key}`;
}

/** Which action a sequence of keys means; "more" when it may become one. */
export function match(offered: readonly Action[], typed: string): Action | "more" | null {
  const exact = offered.find(({ keys }) => keys === typed);
  if (exact) return exact;
  return offered.some(({ keys }) => keys?.startsWith(`${typed} `)) ? "more" : null;
}

/** Listens for shortcuts: plain letters only outside of fields and open dialogs. */
export function listenForKeys(): () => void {
  let typed = "";
  let at = 0;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || !isForUs(event)) return;

    const before = event.timeStamp - at < sequenceMilliseconds ? typed : "";
    const key = chord(event);
    const found = match(actions.list(), before ? `${before} ${key}` : key) ?? match(actions.list(), key);

    typed = found === "more" ? (before ? `${before} ${key}` : key) : "";
    at = event.timeStamp;
    if (!found || found === "more") return;

    event.preventDefault();
    found.run();
  }

  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

function isForUs(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : document.body;
  // In a field and over the page Ctrl+A selects what is there.
  if (event.key.toLowerCase() === "a" && (target.closest(fields) || target.closest(layersAbove)))
    return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (!letterKeys.get()) return false;
  // Enter on a button presses that button, whatever else Enter may mean on the screen.
  if (event.key === "Enter" && target.closest(pressed)) return false;
  // Where the focus was lost, an open dialog still stands before everything else.
  if (target === document.body && document.querySelector(dialogs)) return false;
  return !target.closest(fields) && !target.closest(layersAbove);
}
