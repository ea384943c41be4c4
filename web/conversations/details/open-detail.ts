import type { Status } from "../../../shared/topics.ts";
import { createStore } from "../../lib/store.ts";

export const detailNames = ["topic", "rootCause", "status", "priority", "tags", "type"] as const;
export type DetailName = (typeof detailNames)[number];

/** Which detail is being chosen by key, or which status waits for what it needs. */
export const openDetail = createStore<DetailName | { status: Status } | "sheet" | null>(null);

/** What was refused last: shown at its row, wherever it was tried. */
export const wrongDetail = createStore<{ conversationId: string; name: DetailName; text: string } | null>(
  null,
);
