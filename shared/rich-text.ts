import { type MarkupElement, type MarkupNode, markupTree } from "./markup-tree.ts";

/** Rich text as plain text: links with their address, lists with marks, quotes behind >, a table's row on a line; plain text stays what it is. */
export function plainOf(html: string): string {
  return isRich(html) ? textOf(html) : html;
}

/** The same of what is known to be HTML. */
export function textOf(html: string): string {
  return blocksOf(markupTree(html), 0)
    .join("\n\n")
    .replace(/^\n+|\s+$/g, "");
}

/** True when rich or plain text says and shows nothing. */
export function isEmpty(html: string): boolean {
  return !isRich(html) ? html.trim() === "" : !says(markupTree(html));
}

/** Plain text as rich text: an empty line parts paragraphs, a single line break stays one. */
export function richOf(text: string): string {
  if (text.trim() === "") return "";
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => `<p>${escaped(paragraph).replace(/\n/g, "<br>")}</p>`)
    .join("");
}

/** What stands in a field that has held plain text before it held rich text, as rich text. */
export function asRich(text: string): string {
  return isRich(text) ? text : richOf(text);
}

function says(nodes: readonly MarkupNode[]): boolean {
  return nodes.some((node) =>
    typeof node === "string" ? node.trim() !== "" : node.tag === "img" || says(node.children),
  );
}

/** The ids of uploaded files that stand as images in rich text. */
export function fileIdsIn(html: string): string[] {
  const found = html.matchAll(/\bdata-file-id="([0-9a-f-]{36})"/g);
  return [...new Set([...found].map(([, id = ""]) => id))];
}

/** What an editor gives begins with a block; whatever begins otherwise is plain text. */
function isRich(text: string): boolean {
  return /^\s*<(?:p|h[1-6]|ul|ol|blockquote|pre|table|div|hr|img|figure)[\s/>]/i.test(text);
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

const block =
  /^(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;
/** Deeper than people write, marks only make lines longer. */
const deepest = 12;

/** Every block as its own text; words that stand between blocks are a block too. */
function blocksOf(nodes: readonly MarkupNode[], depth: number): string[] {
  const blocks: string[] = [];
  let words: MarkupNode[] = [];
  const say = () => {
    const text = inline(words);
    if (text.trim() !== "") blocks.push(text.replace(/^[ \n]+|\s+$/g, ""));
    words = [];
  };
  for (const node of nodes) {
    if (typeof node === "string" || !block.test(node.tag)) words.push(node);
    else {
      say();
      const text = blockText(node, depth);
      if (text !== "") blocks.push(text);
    }
  }
  say();
  return blocks;
}

function blockText(element: MarkupElement, depth: number): string {
  const { tag, children } = element;
  const inner = (between: string) => blocksOf(children, depth + 1).join(between);
  switch (tag) {
    case "hr":
      return "---";
    case "pre":
      return raw(children).replace(/^\n+|\s+$/g, "");
    case "blockquote":
      return marked(inner("\n\n"), "> ", "> ", depth);
    case "ul":
    case "ol":
      return listText(element, depth);
    case "table":
      return rowsOf(children)
        .map((row) => cellsOf(row, depth))
        .join("\n");
    default:
      return inner(depth === 0 ? "\n\n" : "\n");
  }
}

function listText({ tag, attributes, children }: MarkupElement, depth: number): string {
  let number = Number(attributes["start"] ?? 1) || 1;
  const items: string[] = [];
  for (const item of children) {
    if (typeof item === "string") continue;
    const mark = tag === "ol" ? `${number++}. ` : "- ";
    items.push(marked(blocksOf(item.children, depth + 1).join("\n"), mark, " ".repeat(mark.length), depth));
  }
  return items.join("\n");
}

function rowsOf(nodes: readonly MarkupNode[]): MarkupElement[] {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [];
    return node.tag === "tr" ? [node] : rowsOf(node.children);
  });
}

function cellsOf({ children }: MarkupElement, depth: number): string {
  return children
    .filter((cell) => typeof cell !== "string")
    .map((cell) =>
      blocksOf(cell.children, depth + 1)
        .join(" ")
        .replace(/\s*\n\s*/g, " "),
    )
    .join(" | ");
}

function marked(text: string, first: string, rest: string, depth: number): string {
  if (depth > deepest) return text;
  return text
    .split("\n")
    .map((line, index) => ((index === 0 ? first : rest) + line).trimEnd())
    .join("\n");
}

function inline(nodes: readonly MarkupNode[]): string {
  return nodes
    .map((node) => (typeof node === "string" ? node.replace(/[\s\u00a0]+/g, " ") : inlineElement(node)))
    .join("")
    .replace(/ *\n */g, "\n");
}

function inlineElement({ tag, attributes, children }: MarkupElement): string {
  if (tag === "br") return "\n";
  if (tag === "img") return attributes["alt"] ? `[${attributes["alt"]}]` : "";
  const text = inline(children);
  const address = tag === "a" ? attributes["href"] : undefined;
  if (!address || address.replace(/^(?:mailto:|tel:)/, "") === text.trim()) return text;
  return text.trim() === "" ? address : `${text} (${address.replace(/^mailto:|^tel:/, "")})`;
}

function raw(nodes: readonly MarkupNode[]): string {
  return nodes
    .map((node) => (typeof node === "string" ? node : node.tag === "br" ? "\n" : raw(node.children)))
    .join("");
}
