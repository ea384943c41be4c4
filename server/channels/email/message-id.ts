import { randomBytes } from "node:crypto";

const MAX_INPUT = 100_000;
const KEPT = 100;

/**
 * A new Message-ID that survives other servers: short, lower case, no characters anyone rewrites.
 * `about` (letters and digits, up to 40) is found again by `aboutIn` when the answer carries only the id.
 */
export function newMessageId(domain: string, about = "", unique = randomBytes(10).toString("hex")): string {
  const subject = about
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 40);
  return `<baton.${subject ? `${subject}.` : ""}${unique.toLowerCase()}@${domain.toLowerCase()}>`;
}

/** What `newMessageId` was told the message is about, or null for ids of others. */
export function aboutIn(messageId: string): string | null {
  return /^<?baton\.([a-z0-9]{1,40})\.[a-z0-9]+@/i.exec(messageId.trim())?.[1]?.toLowerCase() ?? null;
}

/** One id in its normal form `local@domain`, without brackets, folding and comments, domain in lower case; null when empty. */
export function normalMessageId(raw: string | null | undefined): string | null {
  const value = (raw ?? "").slice(0, 5_000);
  const bracketed = /<([^<>]*)>/.exec(value)?.[1];
  const id = (bracketed ?? value.replace(/[<>]/g, ""))
    .replace(/\s+/g, "")
    .replace(/^["']+|["',;]+$/g, "")
    .slice(0, 900);
  if (id === "") return null;
  const at = id.lastIndexOf("@");
  return at < 0 ? id : id.slice(0, at + 1) + id.slice(at + 1).toLowerCase();
}

/** Whether two ids name one message; upper and lower case are the same, as servers on the way change them. */
export function sameMessageId(a: string | null, b: string | null): boolean {
  const [left, right] = [normalMessageId(a), normalMessageId(b)];
  return left !== null && right !== null && left.toLowerCase() === right.toLowerCase();
}

/**
 * All ids of References or In-Reply-To, oldest first, without doubles; brackets may be missing.
 * Of more than 100 the first (the thread's root) and the last 99 are kept.
 */
export function messageIds(values: string | string[] | undefined): string[] {
  const text = (Array.isArray(values) ? values.join(" ") : (values ?? "")).slice(-MAX_INPUT);
  const whole = Array.isArray(values) ? values.join(" ") : (values ?? "");
  const root = whole.length > MAX_INPUT ? `${whole.slice(0, 1_000)} ` : "";
  const found = new Map<string, string>();
  for (const piece of pieces(root + text)) {
    const id = normalMessageId(piece);
    if (id && !found.has(id.toLowerCase())) found.set(id.toLowerCase(), id);
  }
  const ids = [...found.values()];
  return ids.length <= KEPT ? ids : [ids[0] ?? "", ...ids.slice(1 - KEPT)];
}

function pieces(text: string): string[] {
  const found: string[] = [];
  let rest = 0;
  for (let open = text.indexOf("<"); open >= 0; open = text.indexOf("<", rest)) {
    found.push(...loose(text.slice(rest, open)));
    const close = text.indexOf(">", open);
    const again = text.indexOf("<", open + 1);
    const broken = close < 0 || (again >= 0 && again < close);
    const end = broken ? (again < 0 ? text.length : again) : close + 1;
    found.push(text.slice(open, end));
    rest = end;
  }
  return found.concat(loose(text.slice(rest)));
}

/** Outside brackets only what looks like an id counts: In-Reply-To may hold prose ("Your message of Monday"). */
function loose(text: string): string[] {
  return text.split(/[\s,;]+/).filter((word) => /^[^@()"]+@[^@()"]+$/.test(word));
}

/** References for an answer to a message (RFC 5322, 3.6.4): its own chain and its id, at most 30 ids. */
export function referencesFor(parent: {
  messageId: string | null;
  references: string[];
  inReplyTo: string | null;
}): string[] {
  const before =
    parent.references.length > 0 ? parent.references : parent.inReplyTo ? [parent.inReplyTo] : [];
  const chain = messageIds(
    [...before, parent.messageId ?? ""].map((id) => (id ? `<${id.replace(/[<>]/g, "")}>` : "")),
  );
  return chain.length <= 30 ? chain : [chain[0] ?? "", ...chain.slice(-29)];
}
