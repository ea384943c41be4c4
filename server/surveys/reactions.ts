import { type Reaction, reaction } from "../platform/reactions.ts";
import { planFollowUp, takeToHeart } from "./follow-up.ts";

/** The hours count from the resolution, however late this runs. */
const plan = reaction("conversation.resolved", "surveys.plan_follow_up", (data, work, { at }) =>
  planFollowUp(work, { ...data, at }),
);

const listen = reaction("response.given", "surveys.take_to_heart", ({ followUpId }, work) =>
  takeToHeart(work, followUpId),
);

export const reactions: Reaction[] = [plan, listen];
