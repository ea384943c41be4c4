import type { MailEvent } from "../../../shared/mail-events.ts";

/** What a provider told about one recipient of one mail. */
export interface ToldEvent {
  /** The same key of a hook is the same event. */
  key: string;
  kind: MailEvent["kind"];
  /** Of what bounced: the address itself is gone, not only this mail. */
  permanent: boolean;
  address: string;
  detail: string;
  /** What it names the mail by, the surest first: our delivery's id, our Message-ID, the provider's id. */
  names: string[];
  at: Date;
}

/** A time as providers write it, in seconds or as text; now where it cannot be read. */
export function timeOf(value: unknown, now: Date): Date {
  const at = typeof value === "number" ? new Date(value * 1000) : new Date(String(value));
  return Number.isNaN(at.getTime()) ? now : at;
}

/** A Message-ID without its brackets, in lower case as the ledger has it. */
export const bareId = (id: string | undefined) => (id ?? "").replace(/^<|>$/g, "").trim().toLowerCase();
