import { sql } from "kysely";
import type { InboundMail } from "../../../shared/email.ts";
import { keepFile, keepFiles } from "../../conversations/file.ts";
import { inboxesAt } from "../../conversations/inbox.ts";
import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { Batch, Batches } from "./batch.ts";
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
  addressed: Addressed,
  mail: RawMail,
  aside: InboundReason | null = null,
): Promise<string | null> {
  const { raw, ...rest } = mail;
  const kept = { ...rest, ...addressed, stored: await house.files.put(addressed.workspaceId, raw) };
  if (mail.place || aside) return spoolOne(house, kept, aside);
  return batchesOf(house).add(addressed.inboxId, kept);
}

/** A mail whose content is on the disk. */
type Kept = Omit<RawMail, "raw"> & Addressed & { stored: { sha256: Buffer; size: number } };

const mailFile = { name: "mail.eml", mediaType: "message/rfc822" };
const mostTogether = 50;

const batches = new WeakMap<House, Batches<Kept, string | null>>();

/** The disk is waited for once for all mails of an inbox that come at the same moment. */
function batchesOf(house: House): Batches<Kept, string | null> {
  const known = batches.get(house);
  if (known) return known;
  const one = (mail: Kept) => spoolOne(house, mail, null);
  const all = (mails: readonly [Kept, ...Kept[]]) => spoolAll(house, mails[0], mails);
  const made = new Batches(() => new Batch(all, one, mostTogether));
  batches.set(house, made);
  return made;
}

/** Keeps mails of one inbox in one transaction, without a place in a mailbox: all of them, or none. */
async function spoolAll(
  house: House,
  { workspaceId, inboxId }: Addressed,
  mails: readonly Kept[],
): Promise<(string | null)[]> {
  return house.work(system(workspaceId, "email.spool"), async (work) => {
    const files = await keepFiles(
      work,
      mails.map(({ stored }) => stored),
      mailFile,
    );
    const rows = mails.map(({ sourceKey = null, stored, ...mail }, at) => ({
      ...mail,
      id: newId(),
      file: files[at],
      size: stored.size,
      sourceKey,
    }));
    const { rows: made } = await sql<{ id: string }>`
      insert into inbound_mails (workspace_id, id, inbox_id, source, source_key, file_id, size, envelope_from,
        envelope_to, remote_ip, helo, state, received_at)
      select ${workspaceId}, m.id, ${inboxId}, m.source, m."sourceKey", m.file, m.size, m."envelopeFrom",
        array(select jsonb_array_elements_text(m."to")), m."remoteIp", m.helo, 'received', ${work.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (id uuid, file uuid, source text, "sourceKey" text,
        size bigint, "envelopeFrom" text, "to" jsonb, "remoteIp" text, helo text)
      on conflict do nothing returning id`.execute(work.db);
    const kept = new Set(made.map(({ id }) => id));
    for (const { id } of rows) if (kept.has(id)) work.record("mail.arrived", { inboundId: id, inboxId });
    return rows.map(({ id }) => (kept.has(id) ? id : null));
  });
}

async function spoolOne(
  house: House,
  { workspaceId, inboxId, to, stored, source, sourceKey, place, envelopeFrom, remoteIp, helo }: Kept,
  aside: InboundReason | null,
): Promise<string | null> {
  return house.work(system(workspaceId, "email.spool"), async (work) => {
    const file = await keepFile(work, stored, mailFile);
    const id = newId();
    const come = {
      envelopeFrom,
      envelopeTo: to,
      remoteIp,
      helo,
      fileId: file.id,
      size: stored.size,
      state: aside ? "quarantined" : "received",
      ...(aside && codedReason(aside)),
      receivedAt: work.now,
    };
    const row = await work.db
      .insertInto("inboundMails")
      .values({ workspaceId, id, inboxId, source, sourceKey: sourceKey ?? null, ...place, ...come })
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
