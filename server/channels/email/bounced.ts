import { suppress } from "../../customers/suppression.ts";
import type { Work } from "../../platform/work.ts";
import type { Bounce } from "./bounce.ts";
import { changeState } from "./delivery.ts";
import { reasonInWords } from "./delivery-outcome.ts";

/** Writes a delivery report into the ledger: the mail it is about bounced, or arrived. Null when it is about none of ours. */
export async function recordBounce(
  work: Work,
  { originalMessageId, recipients }: Bounce,
): Promise<{ conversationId: string | null } | null> {
  if (!originalMessageId) return null;
  const row = await work.db
    .selectFrom("deliveries")
    .select(["id", "conversationId", "messageId", "toAddress", "state"])
    .where("workspaceId", "=", work.workspaceId)
    .where("internetMessageId", "=", originalMessageId.toLowerCase())
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const about =
    recipients.find(({ address }) => address.toLowerCase() === row.toAddress.toLowerCase()) ??
    recipients.find(({ action }) => action === "failed") ??
    recipients[0];
  if (about?.action === "failed" && row.state !== "cancelled") {
    const reason = reasonInWords(about.reason, about.diagnostic);
    await changeState(work, row, { state: "bounced", reason });
    if (about.kind === "hard")
      await suppress(work, { address: row.toAddress, cause: "hard_bounce", reason, deliveryId: row.id });
  } else if (about?.kind === "delivered" && row.state === "sent")
    await changeState(work, row, { state: "delivered", reason: "" });
  return row;
}
