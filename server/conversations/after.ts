import type { Conversation } from "../../shared/conversation-shape.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { find } from "./access.ts";
import { getConversation } from "./detail.ts";

/** Answers with the conversation after a verb. Whoever gave it out of their own sight sees it this last time as the house does. */
export function afterIn(house: House) {
  return async (work: Work, id: string, verb: Promise<void>): Promise<Conversation> => {
    await verb;
    const stillMine = await find(work, id).then(
      () => true,
      () => false,
    );
    const eyes: Work = stillMine
      ? work
      : { ...work, actor: { kind: "system", workspaceId: work.workspaceId, id: null, name: "after" } };
    return getConversation(eyes, house, id);
  };
}
