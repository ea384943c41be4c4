import { type Reaction, reaction } from "../platform/reactions.ts";
import { countUse, uncountUse } from "./use.ts";

const count = reaction("macro.used", "macros.count_use", (data, work, { at }) => countUse(work, data, at));

const uncount = reaction("message.withdrawn", "macros.uncount_use", ({ messageId }, work) =>
  uncountUse(work, messageId),
);

export const reactions: Reaction[] = [count, uncount];
