import { bulk } from "./de/bulk.ts";
import { conditions } from "./de/conditions.ts";
import { savedViews } from "./de/views.ts";
import type { words as english } from "./en-views.ts";
import type { German } from "./languages.ts";

/** The sentences of conditions, views and bulk actions, in German. */
export const words: German<typeof english> = { bulk, conditions, savedViews };
