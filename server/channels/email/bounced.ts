import { mailSentences as says } from "../../../shared/mail-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
import { suppress } from "../../customers/suppression.ts";
import type { Work } from "../../platform/work.ts";
import type { Bounce, BouncedRecipient } from "./bounce.ts";
import type { BounceReason } from "./bounce-reason.ts";
import type { Complaint } from "./complaint.ts";
import { changeState } from "./delivery.ts";
import { reasonInWords } from "./delivery-outcome.ts";

const hour = 3_600_000;
/** What passes by itself: worth sending the same mail again. A verdict on its content or on us is not. */
const passing = new Set<BounceReason>(["mailbox_full", "rate_limited", "network", "expired"]);
/** After each soft bounce it rests longer; after the last it stays bounced. */
const rests = [4 * hour, 24 * hour];

/** Writes a delivery report into the ledger: the mail it is about bounced, arrived, or waits elsewhere. Null when it is about none of ours. */
export async function recordBounce(
  work: Work,
  { originalMessageId, recipients }: Bounce,
): Promise<{ conversationId: string | null } | null> {
  const row = await deliveryOf(work, originalMessageId);
  if (!row) return null;
  const about =
    recipients.find(({ address }) => address.toLowerCase() === row.toAddress.toLowerCase()) ??
    recipients.find(({ action }) => action === "failed") ??
    recipients[0];
  if (about) await reported(work, row, about);
  return row;
}

/** Writes what somebody on the way reported of a mail's recipient into the ledger: it bounced, arrived, or waits elsewhere. */
export async function reported(work: Work, row: Reportable, about: BouncedRecipient): Promise<void> {
  if (about.action === "failed" && row.state !== "cancelled") await failed(work, row, about);
  else if (about.action === "delayed" && row.state === "sent")
    await changeState(work, row, {
      state: "deferred",
      reason: worded(says.delayedThere, { inner: wordsOf(about) }),
    });
  else if (arrives(row)) await reached(work, row, about.action);
}

/** What a report of success says (RFC 3464, 2.3.3): only "delivered" and "expanded" mean that it is there. */
async function reached(work: Work, row: Reportable, action: BouncedRecipient["action"]): Promise<void> {
  if (action === "delivered") await changeState(work, row, { state: "delivered", reason: "" });
  if (action === "expanded") await changeState(work, row, { state: "delivered", reason: says.expanded });
  if (action === "relayed") await changeState(work, row, { state: "sent", reason: says.relayed });
}

const wordsOf = ({ reason, diagnostic }: BouncedRecipient) => reasonInWords(reason, diagnostic);

/** What must be known of a delivery to judge a report about it. */
export interface Reportable {
  id: string;
  conversationId: string | null;
  messageId: string | null;
  toAddress: string;
  state: string;
  nextAttemptAt: Date | null;
  softBounces: number;
}

/** It was sent, or a server on the way reported a delay: then nothing is due from us. */
const arrives = ({ state, nextAttemptAt }: Reportable) =>
  state === "sent" || (state === "deferred" && nextAttemptAt === null);

async function deliveryOf(work: Work, messageId: string | null): Promise<Reportable | undefined> {
  if (!messageId) return undefined;
  return work.db
    .selectFrom("deliveries")
    .select(["id", "conversationId", "messageId", "toAddress", "state", "nextAttemptAt", "softBounces"])
    .where("workspaceId", "=", work.workspaceId)
    .where("internetMessageId", "=", messageId.toLowerCase())
    .forUpdate()
    .executeTakeFirst();
}

async function failed(work: Work, row: Reportable, about: BouncedRecipient): Promise<void> {
  const reason = wordsOf(about);
  const waits = row.state === "deferred" && row.nextAttemptAt !== null;
  // The same report once more: it is going to be tried again anyway.
  if (waits && about.kind === "soft") return;
  const rest = about.kind === "soft" && passing.has(about.reason) ? rests[row.softBounces] : undefined;
  if (rest !== undefined && arrives(row)) return rested(work, row, reason, rest);
  await changeState(work, row, { state: "bounced", reason });
  if (about.kind === "hard")
    await suppress(work, { address: row.toAddress, cause: "hard_bounce", reason, deliveryId: row.id });
}

async function rested(work: Work, row: Reportable, reason: string, rest: number): Promise<void> {
  const next = new Date(work.now.getTime() + rest);
  await work.db
    .updateTable("deliveries")
    .set({ softBounces: row.softBounces + 1 })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", row.id)
    .execute();
  await changeState(work, row, {
    state: "deferred",
    reason: worded(says.cameBack, { inner: reason }),
    nextAttemptAt: next,
    giveUpAt: new Date(next.getTime() + 24 * hour),
  });
}

/** Somebody called a mail of ours spam: they get nothing more of the kind that nobody asked for. Null when it is about none of ours. */
export async function recordComplaint(
  work: Work,
  { originalMessageId, type }: Complaint,
): Promise<{ conversationId: string | null } | null> {
  // Only by a Message-ID of ours: by its address alone anybody could silence anybody.
  const row = await deliveryOf(work, originalMessageId);
  if (!row) return null;
  await suppress(work, {
    address: row.toAddress,
    cause: "complaint",
    reason: worded(says.complainedAs, { type: type.replace(/[^a-z-]/g, "").slice(0, 40) }),
    deliveryId: row.id,
  });
  return row;
}
