import type { Delivery } from "../../../shared/email.ts";
import { mailSentences as says } from "../../../shared/mail-sentences.ts";
import { notFound, Refusal } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import type { Work } from "../../platform/work.ts";
import { requireMaySee } from "./access.ts";
import { domainOf } from "./address.ts";
import { changeState, getDelivery } from "./delivery.ts";
import { newMessageId } from "./message-id.ts";
import { type MailContent, triedFor } from "./outbox.ts";

const stranded = ["failed", "bounced", "held", "cancelled"];

/**
 * Sends a mail that did not arrive to another address: a mail of its own in the ledger, while the old row keeps what came of it.
 * Refuses what is on its way or has arrived, what went elsewhere already, and account mails, whose links are for one person.
 */
export async function redirect(work: Work, id: string, address: string): Promise<Delivery> {
  const found = await work.db
    .selectFrom("deliveries")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw notFound();
  // The database makes the key by itself.
  const { toKey: _, ...row } = found;
  await requireMaySee(work, row);
  if (row.kind === "account") throw new Refusal("unprocessable", "Its link is for this one person.");
  if (row.redirectedTo)
    throw new Refusal("unprocessable", `It was sent to ${row.redirectedTo} instead already.`);
  if (!stranded.includes(row.state))
    throw new Refusal("unprocessable", `This mail is ${row.state}; it needs no other address.`);
  if (row.toAddress.toLowerCase() === address.toLowerCase())
    throw new Refusal("unprocessable", "This is the address that it did not reach.");
  const content = row.content as unknown as MailContent;
  const elsewhere = (people: MailContent["shownTo"]) =>
    people.map((one) =>
      one.address.toLowerCase() === row.toAddress.toLowerCase() ? { ...one, address } : one,
    );
  const newer = newId();
  await work.db
    .insertInto("deliveries")
    .values({
      ...row,
      id: newer,
      naturalKey: `redirection:${id}`,
      toAddress: address,
      content: JSON.stringify({
        ...content,
        shownTo: elsewhere(content.shownTo),
        shownCc: elsewhere(content.shownCc),
      }),
      internetMessageId: newMessageId(domainOf(row.internetMessageId)).slice(1, -1),
      state: "queued",
      reason: "",
      attempts: 0,
      heldFor: null,
      providerId: null,
      nextAttemptAt: work.now,
      giveUpAt: new Date(work.now.getTime() + triedFor),
      changedAt: work.now,
      createdAt: work.now,
    })
    .execute();
  // Held mail would go out after all as soon as there is a server.
  if (row.state === "held") await changeState(work, row, { state: "cancelled", reason: says.sentElsewhere });
  await work.db
    .updateTable("deliveries")
    .set({ redirectedTo: address })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  const { conversationId, messageId } = row;
  work.record("delivery.queued", { deliveryId: newer, conversationId, messageId });
  return getDelivery(work, newer);
}
