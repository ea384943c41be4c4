export interface MarkupElement {
  tag: string;
  attributes: Record<string, string>;
  children: MarkupNode[];
}
export type MarkupNode = MarkupElement | string;

const empty = /^(?:area|base|br|col|hr|img|input|link|meta|wbr)$/;
const tagAt = /<(\/?)([a-z][a-z0-9]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/giy;
const deepest = 1_000;

/** Markup that was sanitised or made by an editor, as a tree; for showing it as text, never for judging whether it is safe. */
export function markupTree(html: string): MarkupNode[] {
  const root: MarkupElement = { tag: "", attributes: {}, children: [] };
  const open = [root];
  let at = 0;
  while (at < html.length) {
    const next = html.indexOf("<", at);
    const end = next < 0 ? html.length : next;
    if (end > at) say(open, html.slice(at, end));
    if (next < 0) break;
    tagAt.lastIndex = next;
    const found = tagAt.exec(html);
    if (found) enter(open, found);
    else say(open, "<");
    at = found ? tagAt.lastIndex : next + 1;
  }
  return root.children;
}

function say(open: readonly MarkupElement[], text: string): void {
  open.at(-1)?.children.push(decoded(text));
}

function enter(open: MarkupElement[], [, closing, name = "", rest = ""]: RegExpExecArray): void {
  const tag = name.toLowerCase();
  if (closing) {
    const index = open.findLastIndex((element) => element.tag === tag);
    if (index > 0) open.length = index;
    return;
  }
  const element: MarkupElement = { tag, attributes: attributesOf(rest), children: [] };
  open.at(-1)?.children.push(element);
  if (!empty.test(tag) && open.length < deepest) open.push(element);
}

function attributesOf(source: string): Record<string, string> {
  const found = source.matchAll(/([a-z][\w-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi);
  return Object.fromEntries(
    [...found].map(([, name = "", double, single, bare]) => [
      name.toLowerCase(),
      decoded(double ?? single ?? bare ?? ""),
    ]),
  );
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = Number.parseInt(decimal ?? hex ?? "", decimal ? 10 : 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : "";
    },
  );
}
