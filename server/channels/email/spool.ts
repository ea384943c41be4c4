import type { InboundMail } from "../../../shared/email.ts";
import { keepFile } from "../../conversations/file.ts";
import { inboxesAt } from "../../conversations/inbox.ts";
import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { codedReason, type InboundReason, sentenceOf } from "./inbound-reason.ts";

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
  /** The same key of an inbox twice is one row: folder/uidvalidity/uid of IMAP, the id of a provider. */
  sourceKey?: string;
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
  { raw, source, sourceKey, envelopeFrom, remoteIp, helo }: RawMail,
  aside: InboundReason | null = null,
): Promise<string | null> {
  const stored = await house.files.put(workspaceId, raw);
  return house.work(system(workspaceId, "email.spool"), async (work) => {
    const file = await keepFile(work, stored, { name: "mail.eml", mediaType: "message/rfc822" });
    const id = newId();
    const row = await work.db
      .insertInto("inboundMails")
      .values({
        workspaceId,
        id,
        inboxId,
        source,
        sourceKey: sourceKey ?? null,
        fileId: file.id,
        size: raw.length,
        envelopeFrom,
        envelopeTo: to,
        remoteIp,
        helo,
        state: aside ? "quarantined" : "received",
        ...(aside && codedReason(aside)),
        receivedAt: work.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!row) return null;
    if (aside) work.record("mail.quarantined", { inboundId: id, inboxId, reason: sentenceOf(aside) });
    else work.record("mail.arrived", { inboundId: id, inboxId });
    return id;
  });
}

/** The inbox with this address, or with it before its tag (`support+…@`); null when there is none. */
export async function inboxAt(
  house: House,
  address: string,
): Promise<{ workspaceId: string; inboxId: string } | null> {
  const found = await inboxesAt(house, [...new Set([address, withoutTag(address)])]);
  // An inbox of exactly this address comes first.
  const exact = found.find((inbox) => inbox.address.toLowerCase() === address.toLowerCase());
  const { workspaceId, inboxId } = exact ?? found[0] ?? {};
  return workspaceId && inboxId ? { workspaceId, inboxId } : null;
}

/** `support@…` of `support+anything@…`. */
export function withoutTag(address: string): string {
  return address.replace(/^([^+@]+)\+[^@]*@/, "$1@");
}
