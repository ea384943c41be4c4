import { system } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import { takeInMessage, takeInMessagesOf } from "./taking-in.ts";

interface Written {
  conversationId: string;
  messageId: string;
}

/** How long a message waits for others that come with it, in milliseconds. */
const patience = 40;

interface Batch {
  list: Written[];
  done: Promise<void>;
}

const open = new WeakMap<House, Map<string, Batch>>();

/** Takes in messages that come at the same moment with one work; when that fails, each by itself, so that one fails alone. */
export async function takeInSoon(house: House, workspaceId: string, written: Written): Promise<void> {
  const batches = open.get(house) ?? new Map<string, Batch>();
  open.set(house, batches);
  let batch = batches.get(workspaceId);
  if (!batch) {
    const list: Written[] = [];
    batch = { list, done: flush(house, workspaceId, list, () => batches.delete(workspaceId)) };
    batches.set(workspaceId, batch);
  }
  batch.list.push(written);
  try {
    await batch.done;
  } catch {
    await house.work(system(workspaceId, "search.message"), (work) =>
      takeInMessage(work, written.conversationId, written.messageId),
    );
  }
}

async function flush(house: House, workspaceId: string, list: Written[], close: () => void): Promise<void> {
  await new Promise((done) => setTimeout(done, patience));
  close();
  await house.work(system(workspaceId, "search.message"), (work) => takeInMessagesOf(work, list));
}
