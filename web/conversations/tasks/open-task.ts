import type { Task } from "../../../shared/tasks.ts";
import { createStore } from "../../lib/store.ts";

/** Which task or reminder is being written or changed; buttons, keys and the palette all open it here. */
export const openTask = createStore<"new" | "reminder" | Task | null>(null);
