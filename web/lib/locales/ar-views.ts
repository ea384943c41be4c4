import { bulk } from "./ar/bulk.ts";
import { conditions } from "./ar/conditions.ts";
import { savedViews } from "./ar/views.ts";
import type { words as english } from "./en-views.ts";
import type { Arabic } from "./languages.ts";

/** The sentences of conditions, views and bulk actions, in Arabic. */
export const words: Arabic<typeof english> = { bulk, conditions, savedViews };
