import { bulk } from "./en/bulk.ts";
import { conditions } from "./en/conditions.ts";
import { savedViews } from "./en/views.ts";

/** The sentences of conditions, of views that people make, and of what is done to many. */
export const words = { bulk, conditions, savedViews };
