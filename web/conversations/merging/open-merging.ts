import type { Message } from "../../../shared/messages.ts";
import { createStore } from "../../lib/store.ts";

/** Which dialog about several conversations is open; menus, keys and the palette open it here. */
export const openMerging = createStore<"merge" | "links" | "children" | { split: Message } | null>(null);
