import { mailSentences as says } from "../../../shared/mail-sentences.ts";
import type { DeliveryRef } from "../../../shared/messages.ts";
import { proofSentences as because } from "../../../shared/proof-sentences.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { type Address, sameAddress } from "./address.ts";
import { changeState } from "./delivery.ts";
import { signedFor } from "./joining.ts";
import type { Reading } from "./reading.ts";

/** A mail that belongs to a thread beside a conversation: what another feature keeps, and no customer ever sees. */
export interface AsideMail {
  asideId: string;
  inboundId: string;
  author: Address;
  words: Pick<Reading, "text" | "html" | "originalText" | "originalHtml" | "blockedImages" | "to" | "cc">;
  messageId: string | null;
  providerKey: string;
  /** A robot wrote it: to be seen, but no answer. */
  automatic: boolean;
  proven: boolean;
  why: string;
  /** Keeps what is attached; called once the mail is taken. */
  files(): Promise<{ id: string; fileId: string; name: string; inline: boolean }[]>;
}

/** What became of such a mail; null when its thread is gone, and then it is a mail as any other. */
export type AsideTaken =
  | { what: "stored"; conversationId: string; duplicate: boolean }
  | { what: "loop" }
  | { what: "held"; why: "agent_no_access" | "agent_empty" | "agent_refused" };
/** Takes a mail into its thread: as the house what somebody outside wrote, as an agent their own words. */
export type TakeAside = (work: Work, mail: AsideMail) => Promise<AsideTaken | null>;

interface Belonging {
  asideId: string;
  by: "signed" | "answer";
  proven: boolean;
  why: string;
}

/**
 * The thread beside a conversation that a mail belongs to, or null. By the address signed for it: always. By the Message-ID of a
 * mail of it: whoever it went to, marked when unproven, and others only when proven.
 */
export async function asideOf(
  work: Work,
  house: House,
  reading: Reading,
  envelopeTo: readonly string[],
): Promise<Belonging | null> {
  const author = reading.author?.address ?? "";
  const { authenticity, authorIsFrom } = reading;
  const proven = authenticity.proven && authorIsFrom;
  const why = authorIsFrom ? authenticity.why : because.listOrForm;
  const signed = await signedFor(work, house, [...envelopeTo, ...reading.addressed]);
  if (signed) {
    // A colleague's own address is no outsider's: see `agentMailOf`.
    if (!signed.asideId || signed.agentId) return null;
    const place = { asideId: signed.asideId, by: "signed" } as const;
    if (sameAddress(author, signed.address ?? ""))
      return { ...place, proven: true, why: because.theirAddress };
    return { ...place, proven, why: `sent to an address signed for somebody else; ${why}` };
  }
  const sent = await sentAside(work, reading.answers);
  if (!sent || !(proven || sameAddress(author, sent.toAddress))) return null;
  return { asideId: sent.asideId, by: "answer", proven, why };
}

async function sentAside(work: Work, answers: readonly string[]) {
  if (answers.length === 0) return null;
  const row = await work.db
    .selectFrom("deliveries")
    .select(["asideId", "toAddress"])
    .where("workspaceId", "=", work.workspaceId)
    .where("internetMessageId", "in", [...new Set(answers.flatMap((id) => [id, id.toLowerCase()]))])
    .where("asideId", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return row?.asideId ? { ...row, asideId: row.asideId } : null;
}

const columns = ["id", "toAddress as to", "state", "reason", "changedAt as at", "nextAttemptAt"] as const;

/** What became of mails of threads, by the key they were queued under; the newest of each, after it was sent elsewhere. */
export async function asideDeliveries(
  work: Work,
  naturalKeys: readonly string[],
): Promise<Map<string, DeliveryRef>> {
  if (naturalKeys.length === 0) return new Map();
  const rows = await work.db
    .selectFrom("deliveries")
    .select(columns)
    .select(["naturalKey", "redirectedTo"])
    .where("workspaceId", "=", work.workspaceId)
    .where("naturalKey", "in", [...naturalKeys])
    .execute();
  return new Map(
    rows.map(({ naturalKey, state, ...row }) => [
      naturalKey,
      { ...row, state: state as DeliveryRef["state"] },
    ]),
  );
}

/** Of which thread a delivery is and how it stands; null for one with a customer. */
export async function asideDelivery(work: Work, id: string) {
  const row = await work.db
    .selectFrom("deliveries")
    .select(["asideId", "naturalKey", "state", "reason"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.asideId ? { ...row, asideId: row.asideId } : null;
}

/** Takes a mail back that waits to leave. False when it was handed to a server, or may have been. */
export async function cancelAside(work: Work, naturalKey: string): Promise<boolean> {
  const row = await work.db
    .selectFrom("deliveries")
    .select(["id", "conversationId", "messageId", "attempts"])
    .where("workspaceId", "=", work.workspaceId)
    .where("naturalKey", "=", naturalKey)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return true;
  if (row.attempts > 0) return false;
  await changeState(work, row, { state: "cancelled", reason: says.takenBack });
  return true;
}
