import { type BounceReason, bounceKind, bounceReason, smtpCodeIn, statusIn } from "./bounce-reason.ts";
import { first, type Headers, readHeaders } from "./header.ts";

export interface BouncedRecipient {
  address: string;
  action: "failed" | "delayed" | "delivered" | "relayed" | "expanded";
  /** Enhanced status code such as "5.1.1" (RFC 3463), null when the report gives none. */
  status: string | null;
  kind: "hard" | "soft" | "delayed" | "delivered";
  reason: BounceReason;
  /** What the server said, at most 1,000 characters. */
  diagnostic: string;
}

const MAX_RECIPIENTS = 500;

/** Reads the message/delivery-status part of a report (RFC 3464): one entry a recipient. */
export function readDeliveryStatus(content: Buffer): BouncedRecipient[] {
  const groups = headerGroups(content);
  const found: BouncedRecipient[] = [];
  for (const group of groups) {
    const recipient = readGroup(group);
    if (
      recipient &&
      found.length < MAX_RECIPIENTS &&
      !found.some((each) => each.address.toLowerCase() === recipient.address.toLowerCase())
    )
      found.push(recipient);
  }
  return found;
}

function headerGroups(content: Buffer): Headers[] {
  const text = content.toString("utf8").replace(/\r\n?/g, "\n");
  return text
    .split(/\n[ \t]*\n/, MAX_RECIPIENTS * 2)
    .filter((block) => block.trim() !== "")
    .map((block) => readHeaders(Buffer.from(`${block.replace(/^\s+/, "")}\n`)).headers);
}

function readGroup(group: Headers): BouncedRecipient | null {
  const final = mailboxOf(first(group, "final-recipient"));
  const original =
    mailboxOf(first(group, "original-recipient")) || mailboxOf(first(group, "x-actual-recipient"));
  const address = original.includes("@") ? original : final.includes("@") ? final : "";
  const action = first(group, "action")
    .toLowerCase()
    .replace(/[^a-z].*$/, "");
  if (address === "" || (action === "" && !group.status)) return null;

  const diagnostic = [
    first(group, "diagnostic-code"),
    first(group, "status")
      .replace(/^[\d.\s]+/, "")
      .replace(/^\(|\)$/g, ""),
  ]
    .filter((piece) => piece !== "")
    .join(" ")
    .replace(/^(?:smtp|x-[\w-]+|x400|http)\s*;\s*/i, "")
    .slice(0, 1_000);
  const given = statusIn(` ${first(group, "status")} `);
  const said = statusIn(` ${diagnostic}`);
  // "5.0.0" is what servers write when they do not translate: what the other side said is better.
  const status = given && /^[45]\.0\.0$/.test(given) && said ? said : (given ?? said);
  return { address, diagnostic, status, ...verdict(action, status, diagnostic) };
}

/** Action, kind and reason of one recipient. */
export function verdict(
  action: string,
  status: string | null,
  diagnostic: string,
): Pick<BouncedRecipient, "action" | "kind" | "reason"> {
  const reason = bounceReason(status, diagnostic);
  if (action === "delayed") return { action, kind: "delayed", reason };
  if (action === "delivered" || action === "relayed" || action === "expanded")
    return { action, kind: "delivered", reason: "other" };
  if (action === "" && status?.startsWith("2"))
    return { action: "delivered", kind: "delivered", reason: "other" };
  return { action: "failed", kind: bounceKind(status, smtpCodeIn(diagnostic), reason), reason };
}

function mailboxOf(value: string): string {
  const address = value
    .replace(/^[\w-]+\s*;\s*/, "")
    // An address beyond ASCII, written in it (RFC 6533, 3).
    .replace(
      /\\x\{([0-9a-f]{2,6})\}/gi,
      (whole, hex: string) => characterOf(Number.parseInt(hex, 16)) ?? whole,
    )
    .trim();
  return /[^\s<>"@;]{1,64}@[^\s<>"@;,)]{1,190}/.exec(address)?.[0]?.replace(/^<|>$/g, "") ?? "";
}

function characterOf(point: number): string | null {
  return point >= 0x80 && point <= 0x10ffff ? String.fromCodePoint(point) : null;
}
