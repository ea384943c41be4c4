import type { InboundMail } from "../../../shared/email.ts";
import { keepFile } from "../../conversations/file.ts";
import { inboxesAt } from "../../conversations/inbox.ts";
import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { codedReason, type InboundReason, sentenceOf } from "./inbound-reason.ts";
import { tokenIn } from "./reply-address.ts";

/** An inbox a mail is for. */
export interface Addressed {
  workspaceId: string;
  inboxId: string;
  /** Envelope recipients that led there. */
  to: string[];
}

export interface RawMail {
  raw: Buffer;
  source: InboundMail["source"];
  /** The same key of an inbox twice is one row: the id of a provider. */
  sourceKey?: string;
  /** So is the same number of a mailbox's folder, unless it could not be fetched before. */
  place?: { mailFolderId: string; uid: number };
  envelopeFrom: string;
  remoteIp: string;
  helo: string;
}

/**
 * Keeps a mail as it came, safe when this returns. Null when the inbox has the same source key already. With a reason it is
 * set aside at once instead of being read.
 */
export async function spool(
  house: House,
  { workspaceId, inboxId, to }: Addressed,
  { raw, source, sourceKey, place, envelopeFrom, remoteIp, helo }: RawMail,
  aside: InboundReason | null = null,
): Promise<string | null> {
  const stored = await house.files.put(workspaceId, raw);
  return house.work(system(workspaceId, "email.spool"), async (work) => {
    const file = await keepFile(work, stored, { name: "mail.eml", mediaType: "message/rfc822" });
    const id = newId();
    const come = {
      envelopeFrom,
      envelopeTo: to,
      remoteIp,
      helo,
      fileId: file.id,
      size: raw.length,
      state: aside ? "quarantined" : "received",
      ...(aside && codedReason(aside)),
      receivedAt: work.now,
    };
    const row = await work.db
      .insertInto("inboundMails")
      .values({
        workspaceId,
        id,
        inboxId,
        source,
        sourceKey: sourceKey ?? null,
        ...place,
        ...come,
      })
      .onConflict((conflict) =>
        place
          ? conflict
              .columns(["workspaceId", "mailFolderId", "uid"])
              .where("mailFolderId", "is not", null)
              .doUpdateSet({ reason: "", reasonCode: "", reasonParams: "{}", ...come })
              .where("inboundMails.fileId", "is", null)
          : conflict.doNothing(),
      )
      .returning("id")
      .executeTakeFirst();
    if (!row) return null;
    if (aside) work.record("mail.quarantined", { inboundId: row.id, inboxId, reason: sentenceOf(aside) });
    else work.record("mail.arrived", { inboundId: row.id, inboxId });
    return row.id;
  });
}

/** The inbox with this address, or with it before its tag (`support+…@`) where it takes those; null when there is none. */
export async function inboxAt(
  house: House,
  address: string,
): Promise<{ workspaceId: string; inboxId: string } | null> {
  const found = await inboxesAt(house, [...new Set([address, withoutTag(address)])]);
  // An inbox of exactly this address comes first.
  const exact = found.find((inbox) => inbox.address.toLowerCase() === address.toLowerCase());
  const tagged = found.find(({ plusAddressing }) => plusAddressing || tokenIn(address) !== null);
  const { workspaceId, inboxId } = exact ?? tagged ?? {};
  return workspaceId && inboxId ? { workspaceId, inboxId } : null;
}

/** `support@…` of `support+anything@…`. */
export function withoutTag(address: string): string {
  return address.replace(/^([^+@]+)\+[^@]*@/, "$1@");
}
