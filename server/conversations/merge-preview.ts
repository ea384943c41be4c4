import type { MergePreview } from "../../shared/merging.ts";
import type { Actor } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { find } from "./access.ts";
import { getConversation } from "./detail.ts";
import { merge } from "./merge.ts";

/** Carries what would be out of a work that is not kept. */
class Foreseen extends Error {
  preview: MergePreview;
  constructor(preview: MergePreview) {
    super("A preview changes nothing.");
    this.preview = preview;
  }
}

/** What a merge would make: it is done, looked at, and not kept. Refuses what the merge would, but for other customers' ones. */
export async function previewMerge(
  house: House,
  actor: Actor,
  targetId: string,
  sourceIds: readonly string[],
): Promise<MergePreview> {
  try {
    return await house.work(actor, async (work) => {
      const customers = await customersOf(work, [targetId, ...sourceIds]);
      const promise = (await getConversation(work, house, targetId)).promise?.text ?? null;
      await merge(work, targetId, sourceIds, true);
      const conversation = await getConversation(work, house, targetId);
      throw new Foreseen({
        messages: await countMessages(work, targetId),
        participants: conversation.participants,
        tags: conversation.tags,
        state: conversation.state,
        holder: conversation.holder,
        team: conversation.team,
        promise: conversation.promise,
        promiseChanges: (conversation.promise?.text ?? null) !== promise,
        acrossCustomers: customers.size > 1,
      });
    });
  } catch (error) {
    if (error instanceof Foreseen) return error.preview;
    throw error;
  }
}

async function customersOf(work: Work, ids: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const id of ids) found.add((await find(work, id)).customerId);
  return found;
}

async function countMessages(work: Work, conversationId: string): Promise<number> {
  const { count } = await work.db
    .selectFrom("messages")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("workspaceId", "=", work.workspaceId)
    .where("conversationId", "=", conversationId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
