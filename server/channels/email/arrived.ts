import type { Work } from "../../platform/work.ts";
import type { Stored } from "./arrived-files.ts";
import { type Inbound, quarantine } from "./inbound.ts";
import type { InboundReason } from "./inbound-reason.ts";
import type { Reading } from "./reading.ts";

/** A mail that was read, with what is attached to it stored. */
export interface Arrived {
  spooled: Inbound;
  reading: Reading;
  files: Stored[];
}

/** Another mail under the same Message-ID is a message of its own; without id and date nothing tells two alike apart. */
export function providerKey(inbound: Inbound, { messageId, digest }: Reading): string {
  return digest === null ? `mail:${inbound.id}` : `mail:${messageId?.toLowerCase() ?? ""}:${digest}`;
}

/** Holds a mail with a reason, to be looked at. */
export async function setApart(work: Work, inbound: Inbound, reason: InboundReason, { subject }: Reading) {
  await quarantine(work, inbound, reason, subject);
  return "quarantined";
}
