import { readAddresses } from "./address.ts";
import { smtpCodeIn, statusIn } from "./bounce-reason.ts";
import { type BouncedRecipient, verdict } from "./delivery-status.ts";
import { first } from "./header.ts";
import type { Mail } from "./mail.ts";
import { sentTo } from "./returned-mail.ts";
import { DAEMON } from "./robots.ts";

/** Where the copy of the original begins: nothing below it speaks about the delivery. */
const COPY =
  /^[ \t]*(?:-{2,}[ ]?(?:below this line is a copy|this is a copy of (?:the|your)|the (?:header|body|text) of the original|original message|unsent message|returned message|message header|header of (?:the|your)|start of returned|kopie der nachricht|the attached file contains|original (?:e-?mail )?(?:header|message)|forwarded message|der header der|ursprüngliche|the original message|transcript of original|your message|\|?-{2,} ?message text follows|message text follows|returned mail|undelivered message|body of|copy of (?:your|the))|received: from |return-path: ?<|original message (?:follows|headers|header)|original message details|\[?header lines|begin forwarded|unsent message below|={3,} ?(?:original|header)|\*{3,} ?original|message headers? (?:follow|of)|the following is a copy|here is a copy|headers from the original|original-header|mail header follows|original message:)/im;

/** Sentences of mail systems that say a mail did not arrive. */
const FAILED =
  /(?:could ?n[o']t|could not|cannot|can't|unable to|was ?n[o']t|wasn't|were not|not|failed to|not able to|n't able to) (?:be )?(?:deliver|deliver(?:ed|able)|send|sent|reach)|undeliver(?:able|ed)|deliver(?:y|ies) (?:has |to .{1,200}? |of .{1,80}? |status .{1,40}?)?(?:failed|failure|error|unsuccessful|aborted|permanently)|(?:is|are) not being delivered|mail delivery problem|delivery (?:incomplete|has failed|failure|notification)|(?:permanent|fatal|delivery) (?:fatal )?(?:error|failure)|did(?: not|n't) reach|return(?:ed|ing) (?:mail|message|to sender)|mail (?:failed|error)|failed (?:addresses|recipients|mail)|(?:mail|message) (?:has been|was|is being) returned|mail delivery (?:failed|system|failure)|failed permanently|address not found|message (?:not delivered|blocked|bounced)|non[- ]?delivery|undelivered|rejected|does ?n[o']t exist|user unknown|bounced?|nicht (?:zugestellt|zustellbar|übermittelt)|unzustellbar|zustellung.{0,40}(?:fehlgeschlagen|nicht möglich)|n'a pas (?:pu )?(?:être|été) (?:remis|livré|distribué|délivré)|échec de la remise|non remis|no se (?:ha )?(?:pudo|podido) (?:entregar|enviar)|no se ha entregado|no se puede entregar|error de entrega|devuelto|não (?:foi|pôde|pode) (?:ser )?(?:entregue|enviad)|falha na entrega|impossibile (?:recapitare|consegnare)|mancata consegna|non (?:è stato )?(?:recapitat|consegnat)|(?:niet|kon niet) .{0,30}(?:bezorgd|afgeleverd)|onbestelbaar|nie (?:można|został|udało).{0,30}(?:dostarcz|doręcz)|niedostarczon|kunde inte levereras|gick inte att leverera|kunne ikke leveres|ikke levert|не (?:удалось|было|может быть|доставлено).{0,30}достав|не доставлено|недоставлен|配信(?:できません|不能)|送信できません|届けられません|エラーメール|エラー通知|无法(?:投递|送达|发送)|退信|投递失败|退回|전송(?:에|이)? ?실패|배달되지|반송|nepodařilo (?:se )?doručit|nedoruč|nepodarilo (?:sa )?doručiť|kézbesíthet|nem (?:sikerült|lehetett) kézbesít|iletilemedi|teslim edilemedi|ei voitu toimittaa|toimitus epäonnistui|δεν ήταν δυνατή η παράδοση|nu a putut fi livrat|не вдалося достав|تعذر (?:تسليم|إرسال)|فشل (?:تسليم|إرسال)|לא ניתן (?:היה )?למסור|không thể gửi|không gửi được/iu;

const DELAYED =
  /(?:delay(?:ed)?|still (?:being )?(?:tried|trying|retry)|has not yet been delivered|has been postponed|attempts will continue|not yet (?:been )?delivered|will (?:be retried|keep trying|continue (?:to (?:try|attempt)|trying)|retry)|warning: (?:message|could not)|temporar(?:y|ily) (?:problem|failure|deferred)|delivery incomplete|no action is required|do not need to resend|vorübergehend|verzögert|retardée|retrasad|ritardat|vertraagd|opóźnion|försenad)/iu;
const PERMANENT =
  /(?:permanent|fatal|gave up|giving up|will not be retried|no further (?:attempts|delivery)|final(?:ly)? failed|giving up)/iu;

/** Whether words say that a mail did not arrive. */
export function saysFailed(words: string): boolean {
  return FAILED.test(words) || DELAYED.test(words);
}

const ADDRESS = /[A-Za-z0-9._%+'&=~/!#$*?^`{|}-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?/g;
const MAX_REPORT = 30_000;
const MAX_FOUND = 200;

/** Recipients named in the prose of a mail system, with what was said about each; empty when it is no such report. */
export function textBounce(mail: Mail): BouncedRecipient[] {
  const report = reportOf(mail.text);
  const subject = mail.subject;
  if (!saysFailed(subject) && !saysFailed(report)) return [];

  const delayed = isDelay(subject, report);
  const found = recipients(mail, report);
  return found.map(({ address, about }) => {
    const near = about.trim() === "" ? report : about;
    const alone = found.length === 1 || smtpCodeIn(near) === null;
    // What is said of one of several is not said of the others.
    const status =
      statusIn(near) ?? statusIn(linesWith(address, report)) ?? (alone ? statusIn(report) : null);
    const code = smtpCodeIn(near) ?? smtpCodeIn(report);
    const said = diagnosticIn(near) || diagnosticIn(report) || report.slice(0, 400);
    const shown = status ?? (code ? `${code[0]}.0.0` : null);
    const action = delayed ? "delayed" : "failed";
    const close = verdict(action, shown, `${said} ${near}`);
    // Some put the reason above the address; with one recipient it can only be theirs.
    const words =
      close.reason === "other" && found.length === 1 ? verdict(action, shown, report.slice(0, 3_000)) : close;
    return { address, status, diagnostic: said.replace(/\s+/g, " ").trim().slice(0, 1_000), ...words };
  });
}

function linesWith(address: string, report: string): string {
  const lower = address.toLowerCase();
  const lines = report.split("\n").filter((line) => line.toLowerCase().includes(lower));
  return lines.slice(0, 20).join("\n");
}

function isDelay(subject: string, report: string): boolean {
  if (/delay|verzögert|incomplete|retard/i.test(subject) && !/fail|permanent/i.test(subject)) return true;
  // "Warning: … User unknown!" is final; only with words of waiting it is a warning.
  if (/warning/i.test(subject) && DELAYED.test(report)) return true;
  // What was returned is not tried again, whatever the other server called it.
  if (/undelivered mail returned|returned mail|mail delivery failed/i.test(subject)) return false;
  return (
    DELAYED.test(report) &&
    !PERMANENT.test(report) &&
    !/failed permanently|address not found|(?:^|\D)5\d\d[ -]/.test(report)
  );
}

function reportOf(text: string): string {
  const head = text.slice(0, MAX_REPORT);
  const copy = head.search(COPY);
  // A copy at the very top means the marker was no marker.
  return copy > 20 ? head.slice(0, copy) : head;
}

interface Named {
  address: string;
  about: string;
}

/** Best evidence first: X-Failed-Recipients, addresses alone on their line, those after telling words, the original's To. */
function recipients(mail: Mail, report: string): Named[] {
  const own = ownAddresses(mail);
  const lines = report.split("\n");
  const usable = (address: string) =>
    !own.has(address.toLowerCase()) &&
    !DAEMON.test(address.split("@")[0] ?? "") &&
    !/^(?:postmaster|abuse)@/i.test(address);
  const header = readAddresses(mail.headers["x-failed-recipients"])
    .map((each) => each.address)
    .filter((each) => each !== "");
  if (header.length > 0)
    return header.slice(0, MAX_FOUND).map((address) => ({ address, about: aroundAddress(lines, address) }));

  const standing: Named[] = [];
  for (const [i, line] of lines.entries()) {
    const address = standingAddress(line) ?? phraseAddress(line, lines[i - 1] ?? "");
    if (
      address &&
      usable(address) &&
      !standing.some((each) => each.address.toLowerCase() === address.toLowerCase()) &&
      standing.length < MAX_FOUND
    ) {
      standing.push({ address, about: below(lines, i) });
    }
  }
  // "To:" among the headers of the mail that failed may be a list; who is named besides is meant.
  const named = standing.filter(({ about }) => !/^\s*(?:to|cc|an|à|a|para)\s*[:：]/i.test(about));
  if (standing.length > 0) return named.length > 0 ? named : standing;
  const any = (report.match(ADDRESS) ?? [])
    .map(bare)
    .find(
      (address) =>
        usable(address) &&
        !/^(?:support|helpdesk|admin)@/i.test(address) &&
        !/@(?:\d{1,3}(?:\.\d{1,3}){3}$|[^@]*\.(?:local|png|gif|jpg)$)/.test(address),
    );
  if (any) return [{ address: any, about: aroundAddress(lines, any) }];
  const original = /^[> \t]{0,8}To: ?([^\n]{3,300})/im.exec(mail.text)?.[1];
  const to = original
    ? readAddresses([original]).find((each) => each.address && !own.has(each.address.toLowerCase()))?.address
    : sentTo(mail).find((each) => each !== "" && !own.has(each));
  return to ? [{ address: to, about: "" }] : [];
}

function ownAddresses(mail: Mail): Set<string> {
  const ours = [...mail.to, ...mail.cc].map((each) => each.address.toLowerCase());
  return new Set([
    ...ours,
    ...mail.deliveredTo.map((each) => each.toLowerCase()),
    (mail.from?.address ?? "").toLowerCase(),
    first(mail.headers, "x-original-to").toLowerCase(),
  ]);
}

/** "<jane@example.com>:", "    jane@example.com", "jane@example.com (unknown)", "Recipient: <…>", "Jane Doe (jane@…)". */
function standingAddress(line: string): string | null {
  if (line.length > 600) return null;
  const text = line.trim().replace(/^[>*•·-]+\s*/, "");
  const found =
    /^["'<(]*(?:mailto:)?([^\s<>"'():;,@]{1,64}@[^\s<>"'():;,@]{1,190})[>"')]*[.:,;]?(?=$|\s*(?:\(|:|;|,|-|\.{2,}|on\b|<|$))/i.exec(
      text,
    )?.[1] ??
    /^[\p{L}\p{M} .,'"-]{1,80} ?[(<]([^\s<>()@]{1,64}@[^\s<>()@]{1,190})[)>][.:]?(?:<mailto:.*)?$/u.exec(
      text,
    )?.[1] ??
    /^(?:(?:failed |final |original |intended |undeliverable )?(?:recipient|empf[aä]nger|destinatario|destinataire|to|an|addressee|user|收件人(?: to)?|받는 ?사람|宛先|adresát|címzett|alıcı|vastaanottaja|παραλήπτης|получатель|отримувач|المستلم)s?(?: address)?|rcpt to|unknown user|user unknown|adresse|address)\s*[:=]\s*(?:rfc822;\s*)?["'<]*([^\s<>"'@]{1,64}@[^\s<>"'@,;]{1,190})/i.exec(
      text,
    )?.[1];
  return found ? bare(found) : null;
}

/** Without the brackets and the names of the address' kind that stand around it: "[SMTP:jane@…]". */
function bare(address: string): string {
  return address.replace(/^[[(<]*(?:smtp|rfc822|mailto)[=:;]\s?/i, "").replace(/[.>\])]+$/, "");
}

/** "Your message wasn't delivered to jane@… because", "… to <jane@…> failed". */
function phraseAddress(line: string, before: string): string | null {
  if (line.length > 1_000) return null;
  const text =
    FAILED.test(line) ||
    /(?:delivered|deliver|sent|message|recipient|address|user|mailbox|said)\b/i.test(line)
      ? line
      : /(?:delivered|deliver) to\s*:?\s*$/i.test(before)
        ? line
        : "";
  if (text === "") return null;
  const found =
    /(?:\bto|recipient|address|user|mailbox|account|for|an|à|para|aan|til|till|do|至|给)\b[:\s]*["'`<([*]*(?:mailto:)?([^\s<>"'`()[\]:;,@*]{1,64}@[^\s<>"'`()[\]:;,@*]{1,190})/iu.exec(
      text,
    )?.[1];
  return found ? bare(found) : null;
}

/** What follows an address up to the next one or twelve lines. */
function below(lines: string[], at: number): string {
  const taken = [lines[at] ?? ""];
  for (let i = at + 1; i < lines.length && i <= at + 12; i++) {
    if (standingAddress(lines[i] ?? "")) break;
    taken.push(lines[i] ?? "");
  }
  return taken.join("\n");
}

function aroundAddress(lines: string[], address: string): string {
  const at = lines.findIndex((line) => line.toLowerCase().includes(address.toLowerCase()));
  return at < 0 ? "" : below(lines, at);
}

/** The sentence of the other server: from its code on, or after "said:", "because:", "reason:". */
function diagnosticIn(text: string): string {
  const said =
    /(?:said|because|reason|returned|response(?: from the remote server)? was|error(?: message)?|diagnostic(?:-code)?|details|grund|fehler|raison|motivo)\s*:?\s*['"(]?\s*((?:[45]\d\d[ -]|smtp;|#?[45]\.\d{1,3}\.\d{1,3})[^\n]{0,500}(?:\n[ \t]+\S[^\n]{0,300}){0,4})/iu.exec(
      text,
    )?.[1];
  if (said) return said;
  const coded =
    /(?:^|[\s"'(<#])([45]\d\d[ -][^\n]{3,500}(?:\n[ \t]*(?:[45]\d\d-|[ \t]{2,})\S[^\n]{0,300}){0,4})/m.exec(
      text,
    )?.[1];
  if (coded) return coded;
  const words = text
    .split("\n")
    .slice(1)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !standingAddress(line));
  return words.slice(0, 3).join(" ").slice(0, 500);
}
