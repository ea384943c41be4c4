import { compile } from "html-to-text";

const MAX_HTML = 1_500_000;
// html-to-text recurses; deeper markup than people write goes the plain way.
const MAX_DEPTH = 150;
// Its time grows with tags times indentation.
const MAX_INDENT = 15;
const MAX_TAGS = 80_000;

const convert = compile({
  wordwrap: false,
  limits: { maxInputLength: MAX_HTML + 1 },
  selectors: [
    { selector: "a", options: { hideLinkHrefIfSameAsText: true, ignoreHref: true } },
    { selector: "img", format: "skip" },
    { selector: "head", format: "skip" },
    { selector: "style", format: "skip" },
    { selector: "script", format: "skip" },
    { selector: "blockquote", format: "blockquote", options: { trimEmptyLines: true } },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: "table", format: "block" },
    { selector: "tr", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: "td", format: "inlineCell" },
    { selector: "th", format: "inlineCell" },
    // A div is a line in mail, a paragraph has air around it.
    { selector: "p", options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
  ],
  formatters: {
    inlineCell: (element, walk, builder) => {
      walk(element.children, builder);
      builder.addInline(" ");
    },
  },
});

/** The words of an HTML mail as plain text; never throws, time grows with its length only. */
export function htmlToPlain(html: string): string {
  const input = html.length > MAX_HTML ? html.slice(0, MAX_HTML) : html;
  try {
    const { tags, depth, indent } = markupShape(input);
    if (tags <= MAX_TAGS && depth <= MAX_DEPTH && indent <= MAX_INDENT) return tidy(convert(input));
  } catch {
    // Markup it cannot take is still readable the plain way.
  }
  return stripTags(input);
}

function tidy(text: string): string {
  return text
    .replace(/\u00a0/g, " ")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

export interface MarkupShape {
  tags: number;
  /** The deepest nesting, as far as opening and closing tags tell. */
  depth: number;
  /** The deepest nesting of lists and quotes. */
  indent: number;
}

/** How large and deep markup is, in one pass and without building a tree. */
export function markupShape(html: string): MarkupShape {
  const shape = { tags: 0, depth: 0, indent: 0 };
  let depth = 0;
  let indent = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) {
    shape.tags++;
    const closes = html[at + 1] === "/";
    const name = /^[a-z][a-z0-9]*/i.exec(html.slice(at + (closes ? 2 : 1), at + 14))?.[0].toLowerCase() ?? "";
    if (name === "" || CLOSES_ITSELF.test(name)) continue;
    depth = Math.max(0, depth + (closes ? -1 : 1));
    if (INDENTS.test(name)) indent = Math.max(0, indent + (closes ? -1 : 1));
    shape.depth = Math.max(shape.depth, depth);
    shape.indent = Math.max(shape.indent, indent);
  }
  return shape;
}

const CLOSES_ITSELF = /^(?:area|base|br|col|hr|img|input|link|meta|wbr|p|li|td|tr|th)$/;
const INDENTS = /^(?:ul|ol|blockquote)$/;

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Plain removal of tags, one pass. */
export function stripTags(html: string): string {
  let out = "";
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open < 0) break;
    out += html.slice(at, open);
    const tag = /^<\/?([a-zA-Z][a-zA-Z0-9]{0,20})/.exec(html.slice(open, open + 24))?.[1]?.toLowerCase();
    if (!tag && html[open + 1] !== "!" && html[open + 1] !== "/") {
      out += "<";
      at = open + 1;
      continue;
    }
    if (tag && /^(?:br|p|div|tr|li|h[1-6]|blockquote|table|ul|ol|hr)$/.test(tag)) out += "\n";
    const close = html.indexOf(">", open);
    at = close < 0 ? html.length : close + 1;
    if (tag === "style" || tag === "script") {
      const end = html.indexOf(`</${tag}`, at);
      if (html[open + 1] !== "/" && end >= 0) at = end;
    }
  }
  return tidy(decodeEntities(out + html.slice(at)));
}

/** The named entities every mail uses and all numeric ones. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,5}));/g,
    (whole, dec: string, hex: string, name: string) => {
      if (name) return ENTITIES[name] ?? whole;
      const code = Number.parseInt(dec ?? hex, dec ? 10 : 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : "";
    },
  );
}

/** Plain text as HTML, for mails that mix both. */
export function plainToHtml(text: string): string {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return `<div style="white-space: pre-wrap">${escaped}</div>`;
}
