import { i18n, type Key } from "../../lib/i18n.ts";

/** What happened, in words; an event that this page does not know yet keeps its name. */
export function eventName(name: string): string {
  const key = `eventLog.events.${name}`;
  return i18n.exists(key) ? String(i18n.t(key as Key)) : name;
}
