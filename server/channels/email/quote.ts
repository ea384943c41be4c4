import { beginsAttribution, evidenceOf, isAttribution, mayEndAttribution } from "./attribution.ts";
import { gluedAttributions, quoteLinks } from "./glued.ts";
import { isHeaderBlock } from "./header-block.ts";
import { type LineKind, type Lines, linesOf } from "./lines.ts";
import { isRule, separatorOf, withRule } from "./separators.ts";
import { signatureLines } from "./signature.ts";

export interface Segment {
  kind: "written" | "quoted" | "signature";
  text: string;
}

export interface FoldOptions {
  /** The subject says it is a forward: what follows the header block is news to us and stays visible. */
  forwarded?: boolean;
}

// So many lines that look like an introduction are no mail: the rest of them is not examined and stays visible.
const MAX_SUSPECTS = 1_500;

/**
 * Splits a message into what its sender wrote now, what is quoted, and the signature. The texts joined are the input.
 * In doubt it is "written": answers between quotes stay visible with those quotes, and so does all where nothing else is left.
 */
export function foldQuotes(text: string, options: FoldOptions = {}): Segment[] {
  const lines = linesOf(text, gluedAttributions(text));
  return segments(text, lines, lineKinds(lines, options));
}

/** What each line is; quotes that answers refer to count as written. */
export function lineKinds(lines: Lines, options: FoldOptions): LineKind[] {
  const kinds = classify(lines, options);
  quoteLinks(lines, kinds);
  const written = (kind: LineKind) => kind === "written";
  if (!kinds.some(written) && !provenQuote(kinds)) kinds.fill("written");
  // Twice: a signature below the last quote must not count as an answer, and one above it shows only then.
  markSignature(lines, kinds);
  keepAnswers(kinds);
  markSignature(lines, kinds);
  return kinds;
}

/** The text a customer wrote now, without quotes and signature; the whole text where nothing can be told apart. */
export function writtenText(text: string, options: FoldOptions = {}): string {
  const written = foldQuotes(text, options).filter((segment) => segment.kind === "written");
  return written
    .map((segment) => segment.text)
    .join("")
    .trim();
}

function markSignature(lines: Lines, kinds: LineKind[]): void {
  if (kinds.includes("written")) for (const index of signatureLines(lines, kinds)) kinds[index] = "signature";
}

function classify(lines: Lines, options: FoldOptions): LineKind[] {
  const kinds: LineKind[] = new Array<LineKind>(lines.count).fill("written");
  let suspects = 0;
  for (let i = 0; i < lines.count; i++) {
    const line = lines.text(i);
    if (line.trim() === "") {
      kinds[i] = "blank";
      continue;
    }
    if (GROUPWISE.test(line) && evidenceOf(line).date) return endsQuoted(lines, kinds, i);
    if (isQuoted(line)) {
      kinds[i] = "quoted";
      continue;
    }
    if (!SUSPECT.test(line) || ++suspects > MAX_SUSPECTS) continue;
    const found = introduction(lines, i, line, options);
    if (!found) continue;
    if (found.what === "forward") break;
    if (found.what === "attribution") {
      for (let k = found.from; k <= i; k++) if (kinds[k] === "written") kinds[k] = "attribution";
      continue;
    }
    if (saysAnswersBelow(lines, found.from) || isAnnounced(lines, kinds, found.from)) break;
    return endsQuoted(lines, kinds, withRule(lines.text, found.from));
  }
  return unprompted(lines, kinds);
}

/** From here on all is the old message; nothing is, when nothing was written before it. */
function endsQuoted(lines: Lines, kinds: LineKind[], from: number): LineKind[] {
  const before = unprompted(lines, kinds.slice(0, from));
  const something = before.includes("written");
  return kinds.map((kind, i) => (i < from ? (before[i] ?? kind) : something ? "quoted" : "written"));
}

/** A colon, a rule of dashes, or the words of a marker: without one of these no line introduces anything. */
const SUSPECT =
  /[:：]|^[>\s]*\*{0,2}(?:prev|vorh|früh|répo|resp|risp|eerd|popr|tidi|пред)|[<(][^\s<>()@]{1,64}@[^\s<>()@]{1,190}[>)]$|^[>\s]*[-\u2010-\u2015_=*#~─]{2}|above (?:this|the) line|dieser (?:zeile|linie)|cette ligne|esta l[ií]nea|desta linha|questa (?:linea|riga)|deze (?:regel|lijn)|tej linii|raden|linjen|فوق هذا السطر|この行|此行|此線|メッセージ|メール$|邮件|郵件|메시지|작성$|写道$|寫道$|wrote\s?[-–—.]{0,6}$|schrieb$|écrit$|escribió$|scritto$/iu;

/** GroupWise: ">>> Jane Doe <jane@…> 05.01.2024 10:11 >>>", and nothing below is marked. */
const GROUPWISE = /^>>> .{3,200}\d{1,2}[:.]\d{2}.{0,6} >>>$/u;

interface Introduction {
  what: "attribution" | "tail" | "forward";
  from: number;
}

/** Whether the line introduces old text: a separator, a header block, or the end of "On … wrote:". */
function introduction(lines: Lines, i: number, line: string, options: FoldOptions): Introduction | null {
  const separator = separatorOf(line);
  if (separator === "forwarded") return { what: "forward", from: i };
  if (separator) return { what: options.forwarded && separator === "original" ? "forward" : "tail", from: i };
  if (isHeaderBlock(lines, i, line)) return { what: options.forwarded ? "forward" : "tail", from: i };
  if (!mayEndAttribution(line)) return null;

  const below = quotedBelow(lines, i);
  const from = attributionStart(lines, i, below);
  if (from < 0) return null;
  return { what: below ? "attribution" : "tail", from };
}

function quotedBelow(lines: Lines, i: number): boolean {
  for (let k = i + 1; k <= i + 3 && k < lines.count; k++) {
    const line = lines.text(k);
    if (line.trim() !== "") return isQuoted(line);
  }
  return false;
}

/** Attributions wrap over up to four lines: the shortest stretch that is one, grown upwards to where it opens. */
function attributionStart(lines: Lines, end: number, below: boolean): number {
  let joined = "";
  let lower = "";
  let found = -1;
  for (let from = end; from >= 0 && from > end - 4; from--) {
    const line = lines.text(from).trim();
    if (line === "" || isQuoted(line)) break;
    // A finished sentence above is the customer's own.
    if (from < end && /[.!?。！？:：]$/u.test(line) && !/(?:\b\p{L}{1,5}|\d)\.$/u.test(line)) break;
    joined = joined === "" ? line : `${line} ${joined}`;
    if (!isAttribution(joined, below)) continue;
    const opens = OPENS.test(line);
    if (opens && /\d/.test(line)) return from;
    if (found < 0 || (found === from + 1 && (opens || beginsAttribution(line, lower)))) found = from;
    lower = joined;
  }
  return found;
}

const OPENS =
  /^[*_\s]*(?:on|am|le|el|em|il|in data|op|w dniu|dnia|den|dne|on behalf|(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|sab|seg|ter|qua|qui|sex|vr|za|zo|wo|pon|pt|wt|śr|czw|sob|niedz|mån|tis|ons|tors?|fre|lör|sön|пн|вт|ср|чт|пт|сб|вс)\p{L}*\.?,?|\d{1,4}[-./年 ]|在|於)\s*/iu;

/** ">" opens a quoted line; ">>> " is also how programs prompt, which customers paste. */
function isQuoted(line: string): boolean {
  return /^\s{0,3}[>＞]/u.test(line);
}

/** "I got this from you:" right above makes it a paste, with the customer's words perhaps below it. */
function isAnnounced(lines: Lines, kinds: LineKind[], from: number): boolean {
  let above = from - 1;
  while (above >= 0 && kinds[above] === "blank") above--;
  return (
    above >= 0 &&
    kinds[above] === "written" &&
    /[\p{L}\d)"”]\s?[:：]$/u.test(lines.text(above)) &&
    !isRule(lines.text(from))
  );
}

function saysAnswersBelow(lines: Lines, before: number): boolean {
  for (let i = 0; i < before && i < 60; i++) if (ANSWERS_BELOW.test(lines.text(i))) return true;
  return false;
}

/** "My answers are below in red": in old text without marks nobody can tell whose words are whose, so all stays visible. */
const ANSWERS_BELOW =
  /\b(?:(?:see|find|read)\b.{0,30}\b(?:inline|in-line|in line|interspersed)|(?:my )?(?:answers?|repl(?:y|ies)|responses?|comments?)\b.{0,25}\b(?:below|inline|in-line|in (?:red|blue|green|bold|colou?r|caps))|(?:answered|replied|commented) (?:inline|below|in-line)|inline below|see below in)\b|(?:antwort(?:en)?|anmerkung(?:en)?|kommentare?)\b.{0,30}(?:unten|im text|in rot|in blau|in grün|inline|fett)|siehe (?:unten|im text)\b.{0,25}(?:antwort|rot|blau)|(?:réponses?|commentaires?)\b.{0,30}(?:ci-dessous|en rouge|en bleu|dans le texte)|(?:respuestas?|comentarios?)\b.{0,30}(?:abajo|a continuación|en rojo|en azul|más abajo)|(?:respostas?|comentários?)\b.{0,30}(?:abaixo|em vermelho|em azul|no texto)|(?:risposte|risposta|commenti)\b.{0,30}(?:sotto|in rosso|in blu|di seguito|nel testo)|(?:antwoord(?:en)?|reacties?)\b.{0,30}(?:hieronder|in rood|in blauw|in de tekst)|(?:odpowiedzi|komentarze)\b.{0,30}(?:poniżej|na czerwono|w treści)|(?:svar(?:en)?|kommentarer)\b.{0,30}(?:nedan|nedenfor|i rött|i texten)|(?:以下|下記|本文中).{0,12}(?:回答|返信|コメント)|(?:回复|回覆|答复|答覆).{0,8}(?:如下|见下|見下|在下面|红色|紅色)/iu;

/** Prompts of programs (">>> x = 1") without any other quoting are the customer's own paste. */
function unprompted(lines: Lines, kinds: LineKind[]): LineKind[] {
  if (kinds.includes("attribution")) return kinds;
  let prompts = 0;
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] !== "quoted") continue;
    if (!/^\s{0,3}>>>(?:\s|$)/.test(lines.text(i))) return kinds;
    prompts++;
  }
  return prompts === 0 ? kinds : kinds.map((kind) => (kind === "quoted" ? "written" : kind));
}

/** Nothing but a quote, properly introduced: an empty answer. Without the introduction it may be all the customer has to say. */
function provenQuote(kinds: LineKind[]): boolean {
  return kinds.includes("attribution") && kinds.includes("quoted");
}

/** Quotes before the last written word stay visible, but for one single quote at the top: that is posting below. */
function keepAnswers(kinds: LineKind[]): void {
  const last = kinds.lastIndexOf("written");
  const firstWord = kinds.indexOf("written");
  if (last < 0) return;
  const blocks = quoteBlocks(kinds);
  const bottom = blocks.length === 1 && (blocks[0]?.from ?? 0) < firstWord;
  for (const { from, to } of blocks) {
    if (from > last || bottom) continue;
    for (let i = from; i <= to; i++) if (kinds[i] !== "blank") kinds[i] = "written";
  }
  for (let i = 0; i < kinds.length; i++) if (kinds[i] === "attribution") kinds[i] = "quoted";
}

function quoteBlocks(kinds: LineKind[]): { from: number; to: number }[] {
  const blocks: { from: number; to: number }[] = [];
  let open: { from: number; to: number } | null = null;
  kinds.forEach((kind, i) => {
    if (kind === "quoted" || kind === "attribution") {
      if (open) open.to = i;
      else {
        open = { from: i, to: i };
        blocks.push(open);
      }
    } else if (kind !== "blank") open = null;
  });
  return blocks;
}

function segments(text: string, lines: ReturnType<typeof linesOf>, kinds: LineKind[]): Segment[] {
  const found: Segment[] = [];
  let kind: Segment["kind"] = kindOf(kinds.find((each) => each !== "blank"));
  let from = 0;
  for (let i = 0; i < lines.count; i++) {
    const here = kinds[i];
    if (here === undefined || here === "blank" || kindOf(here) === kind) continue;
    if (lines.start(i) > from) found.push({ kind, text: text.slice(from, lines.start(i)) });
    kind = kindOf(here);
    from = lines.start(i);
  }
  if (from < text.length) found.push({ kind, text: text.slice(from) });
  return found;
}

function kindOf(kind: LineKind | undefined): Segment["kind"] {
  return kind === "quoted" || kind === "attribution"
    ? "quoted"
    : kind === "signature"
      ? "signature"
      : "written";
}
