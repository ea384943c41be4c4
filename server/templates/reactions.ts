import { type Reaction, reaction } from "../platform/reactions.ts";
import { countUse } from "./template.ts";

const count = reaction("conversation_template.used", "templates.count_use", ({ templateId }, work) =>
  countUse(work, templateId),
);

export const reactions: Reaction[] = [count];
