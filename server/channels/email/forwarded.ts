import { type Address, readAddresses } from "./address.ts";
import { headerBlockAt } from "./header-block.ts";
import { headerLine } from "./header-labels.ts";
import { linesOf } from "./lines.ts";
import type { Mail } from "./mail.ts";
import { readMail } from "./mail.ts";
import { separatorOf } from "./separators.ts";

export interface Forwarded {
  /** Who wrote the original; null when only a name without an address was given (it is in `fromName` then). */
  from: Address | null;
  fromName: string;
  subject: string;
  /** As written in the forwarded headers. */
  date: string;
  to: Address[];
  cc: Address[];
  /** The original text, without the forwarder's words and quote marks. */
  text: string;
  /** What the forwarder wrote above it. */
  comment: string;
  /** The whole original, where it came as a file. */
  attached?: Mail;
}

const FORWARD_SUBJECT =
  /^\s*(?:\[[^\]]{1,60}\]\s*)?(?:fwd?|fw|wg|tr|rv|enc|rvs?|i|doorst|pd|vs|vb|vl|vidarebefordrat|továbbítás|fs|пересл(?:ано)?|перес|ilt|iletilen|转发|轉寄|轉發|転送|전달|πρθ|προωθ|přep|redir|weitergeleitet|tr\.|inoltro|encaminhado|reenviado)\s*[:：]/iu;

/** Whether the subject says "forwarded" in one of the languages mail programs use (Fwd, WG, TR, RV, ENC, I, VB, PD, VS, 转发 …). */
export function isForwardSubject(subject: string): boolean {
  return FORWARD_SUBJECT.test(subject.slice(0, 300).replaceAll("İ", "i"));
}

/**
 * The original inside a mail someone forwarded, in the body (20 languages of headers) or as an attached message; null when
 * it is no forward. Without a "forwarded message" line the subject must say so, else answers would be taken for forwards.
 */
export async function forwardedOriginal(mail: Mail): Promise<Forwarded | null> {
  const inBody = forwardedInText(mail.text, isForwardSubject(mail.subject));
  if (inBody) return inBody;
  const attached = mail.attachments.find((file) => file.mediaType === "message/rfc822");
  if (!attached || mail.kinds.report !== null) return null;
  const original = await readMail(attached.content);
  if (!original.from) return null;
  return {
    from: original.from.address ? original.from : null,
    fromName: original.from.name,
    subject: original.subject,
    date: original.date?.toISOString() ?? "",
    to: original.to,
    cc: original.cc,
    text: original.text,
    comment: mail.text.trim(),
    attached: original,
  };
}

const MAX_LOOKED_AT = 3_000;

/** As `forwardedOriginal`, for a text alone. `announced`: the subject already says that it is a forward. */
export function forwardedInText(text: string, announced: boolean): Forwarded | null {
  const lines = linesOf(text);
  let separator = -1;
  for (let i = 0; i < Math.min(lines.count, MAX_LOOKED_AT); i++) {
    const line = lines.text(i);
    if (line.trim() === "") continue;
    const kind = separatorOf(line);
    if (kind === "forwarded" || (kind === "original" && announced)) separator = i;
    const near = separator >= 0 && i - separator <= 4;
    if (!near && !announced) continue;
    if (headerLine(line) === null) continue;
    const block = headerBlockAt((index) => lines.text(index), lines.count, i, near);
    if (!block) continue;
    const comment = text.slice(0, lines.start(near ? separator : i)).replace(/\n[_-]{5,}\s*$/, "");
    return original(block.fields, text.slice(lines.start(block.end)), comment.trim());
  }
  return null;
}

function original(fields: Partial<Record<string, string>>, rest: string, comment: string): Forwarded {
  const sender = (fields.from ?? "")
    .replace(/\[mailto:([^\]\s]+)\]/i, "<$1>")
    .replace(/<mailto:[^>]*>/gi, "")
    .replace(/\((?=[^()\s]+@)([^()\s]+)\)/g, "<$1>")
    .replace(/\*/g, "");
  const from = readAddresses([sender])[0] ?? null;
  const bare = /[^\s<>"()[\]]{1,64}@[^\s<>"()[\],;]{1,190}/.exec(sender)?.[0];
  const address = from?.address || bare || "";
  const name = (from?.name ?? "").replace(/<[^>]*>?/g, "").trim();
  return {
    from: address ? { name: name === address ? "" : name, address } : null,
    fromName: name,
    subject: (fields.subject ?? "").replace(/^\*+|\*+$/g, "").trim(),
    date: (fields.date ?? "").replace(/^\*+|\*+$/g, "").trim(),
    to: listed(fields.to),
    cc: listed(fields.cc),
    text: unquoted(rest),
    comment,
  };
}

function listed(value: string | undefined): Address[] {
  return value ? readAddresses([value.replace(/\[mailto:([^\]\s]+)\]/gi, "<$1>").replace(/;/g, ",")]) : [];
}

/** Apple Mail forwards with ">" before each line: taken away only when every line has it. */
function unquoted(text: string): string {
  const lines = text
    .replace(/^\s*\n/, "")
    .trimEnd()
    .split("\n");
  const full = lines.filter((line) => line.trim() !== "");
  if (full.length === 0 || !full.every((line) => line.startsWith(">"))) return text.trim();
  return lines
    .map((line) => line.replace(/^> ?/, ""))
    .join("\n")
    .trim();
}
