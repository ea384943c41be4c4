import { heardFrom } from "../../conversations/correspondence.ts";
import type { Work } from "../../platform/work.ts";

/** More mails than this of one address to one conversation within an hour look like two robots. */
export const mostAnHour = 20;

/** Whether an address has written so often lately that something answers by itself. */
export async function looksLikeLoop(work: Work, conversationId: string, address: string): Promise<boolean> {
  const since = new Date(work.now.getTime() - 3_600_000);
  return (await heardFrom(work, { conversationId, address, since, most: mostAnHour })) >= mostAnHour;
}
