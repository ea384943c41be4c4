import { createStore } from "../../lib/store.ts";

export const actNames = [
  "assign",
  "handover",
  "promise",
  "snooze",
  "wait",
  "hold",
  "resolve",
  "decline",
  "mailAddress",
] as const;
export type ActName = (typeof actNames)[number];

/** Which dialog of a conversation is open; buttons, keys and the palette all open it here. */
export const openAct = createStore<ActName | null>(null);
