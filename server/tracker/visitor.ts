import { noticePage, type Reach } from "../../help/notice-page.ts";
import type { Words } from "../../help/words-en.ts";
import { listInboxes } from "../conversations/inbox.ts";
import { issuerOf, openTracker } from "../conversations/tracker-link.ts";
import { getWorkspace } from "../people/workspace.ts";
import { type Actor, system } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";

export type CustomerActor = Extract<Actor, { kind: "customer" }>;

/** The customer whom a tracker link lets in, bound to its one conversation; null when it is forged, expired or revoked. */
export async function visitorOf(house: House, token: string): Promise<CustomerActor | null> {
  const visitor = await openTracker(house, token);
  if (!visitor) return null;
  const { workspaceId, customerId, conversationId } = visitor;
  return { kind: "customer", workspaceId, id: customerId, conversationId };
}

/** The page for a link that opens nothing: 410 when it was ours once, 404 when it never was. Tells how to reach the company, and nothing else. */
export async function refusal(
  house: House,
  words: Words,
  token: string,
): Promise<{ status: number; page: string }> {
  const workspaceId = issuerOf(house, token);
  if (!workspaceId) return { status: 404, page: noticePage(words, "lost", null) };
  return { status: 410, page: noticePage(words, "gone", await reach(house, workspaceId)) };
}

async function reach(house: House, workspaceId: string): Promise<Reach> {
  return house.work(system(workspaceId, "tracker.reach"), async (work) => {
    const [{ name }, inboxes] = [await getWorkspace(work), await listInboxes(work)];
    // An inbox that was made without an address of its own cannot be written to.
    const open = inboxes.find(({ restricted, address }) => !restricted && !address.endsWith(".localhost"));
    return { company: name, address: open?.address ?? null };
  });
}
