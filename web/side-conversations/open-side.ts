import { createStore } from "../lib/store.ts";

/** What stands open beside a conversation: a new question, or one side conversation by its id. */
export type OpenSide = { kind: "new" } | { kind: "thread"; id: string } | null;

/** Chips, keys and the palette all open it here. */
export const openSide = createStore<OpenSide>(null);
