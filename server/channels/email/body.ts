import { htmlToPlain, plainToHtml } from "../../platform/html-text.ts";
import { type Attachment, type Found, finished } from "./attachment.ts";
import { decodeText } from "./charset.ts";
import { readCms } from "./cms.ts";
import { unflow } from "./flowed.ts";
import { first } from "./header.ts";
import { type Kinds, noteKind, pgpInText } from "./kinds.ts";
import { fileName, type Part, readMime } from "./mime.ts";
import { readTnef } from "./tnef.ts";
import { takeUuencoded } from "./uuencode.ts";

export interface Body {
  text: string;
  html: string | null;
  /** The text was made from the HTML. */
  textFromHtml: boolean;
  attachments: Attachment[];
  /** The text of calendars, decoded; they stay attachments too. */
  calendars: string[];
  kinds: Kinds;
  flaws: string[];
}

interface Gathering {
  units: { text?: string; html?: string }[];
  attachments: Found[];
  calendars: string[];
  kinds: Kinds;
  flaws: Set<string>;
  /** How many signed envelopes were opened, one inside the other. */
  opened: number;
}

const MAX_TEXT = 2_000_000;
const MAX_HTML = 4_000_000;

/** Puts the readable text, the HTML and the attachments of a part tree together. */
export function readBody(root: Part): Body {
  const gathering: Gathering = {
    units: [],
    attachments: [],
    calendars: [],
    kinds: { calendar: null, signed: null, encrypted: null, signer: null, tnef: false, report: null },
    flaws: new Set(),
    opened: 0,
  };
  gather(root, gathering, gathering.units, false);

  const someHtml = gathering.units.some((unit) => unit.html !== undefined);
  const someText = gathering.units.some((unit) => unit.text !== undefined);
  const html = someHtml
    ? gathering.units.map((unit) => unit.html ?? plainToHtml(unit.text ?? "")).join("\n")
    : null;
  const text = someText || !html ? gathering.units.map(textOf).join("\n") : htmlToPlain(html);
  pgpInText(text, gathering.kinds);
  return {
    text: cut(text, MAX_TEXT, gathering.flaws),
    html: html === null ? null : cut(html, MAX_HTML, gathering.flaws),
    textFromHtml: html !== null && gathering.units.every((unit) => (unit.text ?? "").trim() === ""),
    attachments: gathering.attachments.map((file) => finished(file, html)),
    calendars: gathering.calendars,
    kinds: gathering.kinds,
    flaws: [...gathering.flaws],
  };
}

/** A text part that is empty beside a full HTML part is what some senders write: the HTML counts then. */
function textOf(unit: { text?: string; html?: string }): string {
  if (unit.text !== undefined && (unit.text.trim() !== "" || !unit.html)) return unit.text;
  return unit.html ? htmlToPlain(unit.html) : "";
}

function cut(text: string, most: number, flaws: Set<string>): string {
  if (text.length <= most) return text;
  flaws.add("text cut");
  return text.slice(0, most).toWellFormed();
}

function gather(
  part: Part,
  into: Gathering,
  units: { text?: string; html?: string }[],
  related: boolean,
): void {
  const type = part.mediaType;
  if (SEALED.test(type)) return gatherSealed(part, into, units);
  noteKind(part, into);
  if (type === "multipart/alternative") return gatherAlternative(part, into, units, related);
  if (type.startsWith("multipart/")) {
    for (const [index, child] of part.children.entries()) {
      const evidence = type === "multipart/report" && index > 0;
      if (evidence) attach(child, into, false);
      else gather(child, into, units, related || type === "multipart/related");
    }
    return;
  }
  if (
    type === "application/ms-tnef" ||
    type === "application/vnd.ms-tnef" ||
    /^winmail\.dat$/i.test(part.name)
  )
    return gatherTnef(part, into, units);
  if (isBodyText(part, units, related, into.attachments.length > 0)) return addText(part, into, units);
  attach(part, into, related);
}

const SEALED = /^application\/(?:x-)?pkcs7-mime$/;
const MAX_OPENED = 5;

/** A signed mail in one piece is opened, for its words are not secret; what is encrypted stays a file. */
function gatherSealed(part: Part, into: Gathering, units: { text?: string; html?: string }[]): void {
  const cms = readCms(part.content);
  const declared = /signed|certs/i.test(part.params["smime-type"] ?? "") || /\.p7c$/i.test(part.name);
  if (cms?.kind === "signed" || (cms?.kind !== "encrypted" && declared)) into.kinds.signed ??= "smime";
  else into.kinds.encrypted ??= "smime";
  if (cms?.kind === "signed") into.kinds.signer ??= cms.signer;
  if (!cms?.content || into.opened >= MAX_OPENED) return attach(part, into, false);
  into.opened++;
  const inside = readMime(cms.content);
  for (const flaw of inside.flaws) into.flaws.add(flaw);
  gather(inside.root, into, units, false);
}

function isBodyText(part: Part, units: unknown[], related: boolean, fileBefore: boolean): boolean {
  if (part.disposition === "attachment") return false;
  if (part.mediaType !== "text/plain" && part.mediaType !== "text/html" && part.mediaType !== "text/enriched")
    return false;
  // A named text is a file, unless it is the first thing in the mail: some senders name their body.
  return part.name === "" || (units.length === 0 && !related && !fileBefore);
}

function addText(part: Part, into: Gathering, units: { text?: string; html?: string }[]): void {
  if (part.content.length === 0) return;
  const declared =
    part.params.charset ?? (part.mediaType === "text/html" ? metaCharset(part.content) : undefined);
  const decoded = decodeText(part.content, declared);
  if (decoded.guessed) into.flaws.add("charset guessed");
  const text = decoded.text.replace(/\r\n?/g, "\n");
  const isHtml =
    part.mediaType === "text/html" ||
    (first(part.headers, "content-type") === "" && /^\s*<(?:!doctype html|html)\b/i.test(text.slice(0, 200)));
  if (isHtml) {
    units.push({ html: text });
    return;
  }
  if (part.mediaType === "text/enriched") {
    units.push({
      text: text
        .replace(/<param>[^<]{0,200}<\/param>/gi, "")
        .replace(/<\/?[a-z][a-z-]{0,30}>/gi, "")
        .replace(/<</g, "<"),
    });
    return;
  }
  const flowed = /flowed/i.test(part.params.format ?? "")
    ? unflow(text, /yes/i.test(part.params.delsp ?? ""))
    : text;
  const { text: rest, files } = takeUuencoded(flowed);
  for (const file of files) {
    into.attachments.push({
      name: fileName(file.name),
      mediaType: "application/octet-stream",
      size: file.content.length,
      contentId: null,
      inline: false,
      content: file.content,
      related: false,
    });
  }
  units.push({ text: rest });
}

function metaCharset(content: Buffer): string | undefined {
  return /<meta[^>]{1,200}?charset\s*=\s*["']?([\w:.-]{2,40})/i.exec(
    content.toString("latin1", 0, 4_000),
  )?.[1];
}

/** Of alternatives the richest text and the richest HTML make one unit; whatever else is there stays an attachment. */
function gatherAlternative(
  part: Part,
  into: Gathering,
  units: { text?: string; html?: string }[],
  related: boolean,
): void {
  const inner: { text?: string; html?: string }[] = [];
  for (const child of part.children) gather(child, into, inner, related);
  const html = inner.filter((unit) => unit.html !== undefined);
  const text = inner.filter((unit) => unit.text !== undefined);
  if (html.length === 0 && text.length === 0) return;
  units.push({
    ...(text.length > 0 ? { text: text.map((unit) => unit.text).join("\n") } : {}),
    ...(html.length > 0 ? { html: html.map((unit) => unit.html).join("\n") } : {}),
  });
}

function gatherTnef(part: Part, into: Gathering, units: { text?: string; html?: string }[]): void {
  const tnef = readTnef(part.content);
  into.kinds.tnef = true;
  if (!tnef) return attach(part, into, false);
  const unit = units[0];
  const spoken = unit && ((unit.text ?? "").trim() !== "" || unit.html !== undefined);
  if (!spoken && (tnef.html || tnef.text))
    units.push(tnef.html ? { html: tnef.html } : { text: tnef.text.replace(/\r\n?/g, "\n") });
  for (const file of tnef.files) {
    into.attachments.push({
      name: fileName(file.name),
      mediaType: file.mediaType || "application/octet-stream",
      size: file.content.length,
      contentId: file.contentId || null,
      inline: false,
      content: file.content,
      related: file.contentId !== "",
    });
  }
}

function attach(part: Part, into: Gathering, related: boolean): void {
  if (part.mediaType.startsWith("multipart/")) {
    for (const child of part.children) attach(child, into, related);
    return;
  }
  if (part.content.length === 0 && part.name === "" && part.mediaType.startsWith("text/")) return;
  into.attachments.push({
    name: part.name,
    mediaType: part.mediaType,
    size: part.content.length,
    contentId: part.contentId || null,
    inline: part.disposition === "inline",
    content: part.content,
    related: related && part.disposition !== "attachment",
  });
}
