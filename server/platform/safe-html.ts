import sanitize from "sanitize-html";
import { markupShape, stripTags } from "./html-text.ts";

export interface SafeHtmlOptions {
  /** The address under which a `cid:` image is served; undefined when the mail has no such part. */
  cid?: (contentId: string) => string | undefined;
  /** True shows remote images; false puts their address into data-blocked-src. */
  remoteImages: boolean;
  /** Says the address of an image instead of all this, null for none; for what our own people write. */
  ownImage?: (attributes: Readonly<Record<string, string>>) => Record<string, string> | null;
}

export interface SafeHtml {
  html: string;
  /** Remote images that were not loaded. */
  blockedImages: number;
}

const MAX_HTML = 2_000_000;
// Deep threads nest some hundred levels; the sanitiser slows down with the square of it.
const MAX_NESTING = 800;
const MAX_TAGS = 120_000;

const LENGTH = /^-?(?:\d{1,4}(?:\.\d{1,4})?)(?:px|pt|em|rem|ex|%|)$/i;
const LENGTHS = /^(?:(?:-?\d{1,4}(?:\.\d{1,4})?(?:px|pt|em|rem|ex|%|)|auto)\s*){1,4}$/i;
const COLOR = /^(?:#[0-9a-f]{3,8}|[a-z]{3,24}|rgba?\(\s*[\d.%]+(?:\s*[, ]\s*[\d.%]+){2,3}\s*\))$/i;
const BORDER =
  /^(?:(?:-?\d{1,3}(?:\.\d{1,3})?(?:px|pt|em)?|thin|medium|thick|none|hidden|solid|dashed|dotted|double|groove|ridge|inset|outset|windowtext|#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d., %]{5,40}\))\s*){1,3}$/i;
const WORD = /^[a-z-]{1,30}$/i;

// Colours, type and spacing only: position, transforms, huge z-indexes and url() would let a mail paint over our page or call home.
const STYLES: Record<string, RegExp[]> = {
  "background-color": [COLOR],
  background: [COLOR],
  "border-collapse": [WORD],
  "border-radius": [LENGTHS],
  "border-spacing": [LENGTHS],
  color: [COLOR],
  direction: [/^(?:ltr|rtl)$/i],
  display: [/^(?:block|inline|inline-block|none|table|table-row|table-cell|list-item)$/i],
  "font-family": [/^[\w\s"',.-]{1,200}$/],
  "font-size": [LENGTH, WORD],
  "font-style": [WORD],
  "font-variant": [WORD],
  "font-weight": [/^(?:\d{3}|[a-z]{4,8})$/i],
  height: [LENGTH, /^auto$/i],
  "letter-spacing": [LENGTH, WORD],
  "line-height": [LENGTH, WORD],
  "list-style-type": [WORD],
  "max-width": [LENGTH, WORD],
  "text-align": [WORD],
  "text-decoration": [/^[a-z\s-]{1,40}$/i],
  "text-indent": [/^\d{1,3}(?:\.\d{1,3})?(?:px|pt|em)$/i],
  "text-transform": [WORD],
  "vertical-align": [WORD, LENGTH],
  "white-space": [WORD],
  width: [LENGTH, /^auto$/i],
  "word-break": [WORD],
  "word-wrap": [WORD],
  "overflow-wrap": [WORD],
};
for (const side of ["", "-top", "-right", "-bottom", "-left"]) {
  STYLES[`border${side}`] = [BORDER];
  STYLES[`border${side}-color`] = [COLOR];
  STYLES[`border${side}-style`] = [WORD];
  STYLES[`border${side}-width`] = [LENGTHS, WORD];
  STYLES[`margin${side}`] = [/^(?:(?:\d{1,3}(?:\.\d{1,4})?(?:px|pt|em|rem|%|)|auto)\s*){1,4}$/i];
  STYLES[`padding${side}`] = [/^(?:\d{1,3}(?:\.\d{1,4})?(?:px|pt|em|rem|%|)\s*){1,4}$/i];
}

const TAGS =
  "a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var wbr".split(
    " ",
  );

/**
 * Mail HTML for a sandboxed frame: no scripts, forms, frames, handlers, outside styles; links open elsewhere without referrer.
 * Over 2 MB or nested deeper than any mail it becomes its plain words. Never throws.
 */
export function safeHtml(html: string, options: SafeHtmlOptions): SafeHtml {
  if (html.length > MAX_HTML) return { html: asText(html.slice(0, MAX_HTML)), blockedImages: 0 };
  const { tags, depth } = markupShape(html);
  if (tags > MAX_TAGS || depth > MAX_NESTING) return { html: asText(html), blockedImages: 0 };
  const blocked = { count: 0 };
  try {
    return { html: sanitize(html, profile(options, blocked)), blockedImages: blocked.count };
  } catch {
    return { html: asText(html), blockedImages: 0 };
  }
}

function asText(html: string): string {
  return sanitize(stripTags(html), { allowedTags: [], disallowedTagsMode: "escape" }).replace(/\n/g, "<br>");
}

function profile(options: SafeHtmlOptions, blocked: { count: number }): sanitize.IOptions {
  const own = options.ownImage !== undefined;
  const ownImage = own ? ["data-file-id"] : [];
  return {
    allowedTags: TAGS,
    allowedAttributes: {
      "*": ["style", "dir", "lang", "align", "valign", "title", "aria-label"],
      a: ["href", "target", "rel", "name"],
      img: ["src", "alt", "width", "height", "data-blocked-src", "referrerpolicy", "loading", ...ownImage],
      span: own ? ["data-mention"] : [],
      table: ["width", "height", "border", "cellpadding", "cellspacing", "bgcolor", "role"],
      td: ["width", "height", "colspan", "rowspan", "bgcolor", "nowrap"],
      th: ["width", "height", "colspan", "rowspan", "bgcolor", "scope"],
      tr: ["bgcolor", "height"],
      col: ["width", "span"],
      font: ["color", "face", "size"],
      ol: ["start", "type", "reversed"],
      li: ["value"],
      blockquote: ["type"],
      details: ["open"],
    },
    allowedStyles: { "*": STYLES },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesByTag: { img: ["http", "https", "data"] },
    allowedSchemesAppliedToAttributes: ["href", "src"],
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    nonTextTags: [
      "script",
      "style",
      "textarea",
      "option",
      "noscript",
      "title",
      "head",
      "iframe",
      "object",
      "embed",
      "svg",
      "math",
      "template",
      "noembed",
      "noframes",
      "xmp",
      "select",
    ],
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: link(attribs) }),
      img: (tagName, attribs) =>
        options.ownImage
          ? imageOrWords(attribs, options.ownImage(attribs))
          : { tagName, attribs: image(attribs, options, blocked) },
    },
  };
}

function link(attribs: sanitize.Attributes): sanitize.Attributes {
  const { href, ...rest } = attribs;
  const target = (href ?? "").trim();
  // A relative link would point into our own application.
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(target)) return rest;
  return { ...rest, href: target, target: "_blank", rel: "noopener noreferrer" };
}

function image(
  attribs: sanitize.Attributes,
  options: SafeHtmlOptions,
  blocked: { count: number },
): sanitize.Attributes {
  const { src, "data-blocked-src": _, srcset: __, ...rest } = attribs;
  const source = (src ?? "").trim();
  const cid = /^cid:(.{1,1000})$/is.exec(source)?.[1];
  if (cid !== undefined) {
    const url = options.cid?.(decoded(cid));
    return url ? { ...rest, src: url } : rest;
  }
  if (/^data:image\/(?:png|gif|jpe?g|webp|bmp|x-icon);base64,/i.test(source)) return { ...rest, src: source };
  const remote = source.startsWith("//") ? `https:${source}` : source;
  if (!/^https?:\/\//i.test(remote)) return rest;
  if (options.remoteImages) return { ...rest, src: remote, referrerpolicy: "no-referrer", loading: "lazy" };
  blocked.count++;
  return { ...rest, "data-blocked-src": remote };
}

/** Where no image may stand, its words do. */
function imageOrWords({ alt = "" }: sanitize.Attributes, attribs: sanitize.Attributes | null): sanitize.Tag {
  return attribs ? { tagName: "img", attribs } : { tagName: "span", attribs: {}, text: alt };
}

function decoded(cid: string): string {
  try {
    return decodeURIComponent(cid);
  } catch {
    return cid;
  }
}
