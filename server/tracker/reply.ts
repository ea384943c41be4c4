import { createHash } from "node:crypto";
import { find } from "../conversations/access.ts";
import { receive } from "../conversations/receive.ts";
import { customerRef } from "../customers/customer.ts";
import type { Subject } from "../people/tries.ts";
import { countTry, network } from "../people/tries.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import type { CustomerActor } from "./visitor.ts";

/** A word of the customer from the tracker. Sent twice with the same nonce it is one message; refuses customers who may not see the conversation. */
export async function leaveReply(
  work: Work,
  visitor: CustomerActor,
  { nonce, text }: { nonce: string; text: string },
): Promise<void> {
  const { inboxId, subject } = await find(work, visitor.conversationId);
  const { email } = await customerRef(work, visitor.id);
  // The text counts too: who goes back and writes something else has written a second message.
  const same = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  await receive(work, {
    conversationId: visitor.conversationId,
    inboxId,
    customerId: visitor.id,
    channel: "tracker",
    authorAddress: email,
    subject,
    text,
    providerKey: `tracker:${nonce}:${same}`,
    proven: true,
  });
}

/** Refuses, with the seconds to wait, when one customer or network writes a lot at once. */
export async function slowDown(house: House, visitor: CustomerActor, ip: string): Promise<void> {
  const link: Subject = { key: `tracker:${visitor.conversationId}:${visitor.id}`, free: 10, longest: 60 };
  await countTry(house, [link, network("tracker", ip)]);
}

/** What was typed, as it is kept: one kind of line end, and nothing that a database cannot hold. */
export function typed(text: unknown): string {
  return typeof text === "string" ? text.replace(/\r\n?/g, "\n").replaceAll("\0", "").trim() : "";
}
