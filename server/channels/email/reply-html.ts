import sanitize from "sanitize-html";

const tags =
  "a b blockquote br code col colgroup del div em h1 h2 h3 h4 hr i img li mark ol p pre s span strong sub sup table tbody td tfoot th thead tr u ul".split(
    " ",
  );
const colour = /^(?:#[0-9a-f]{3,8}|[a-z]{3,24}|rgba?\([\d\s.,%]{5,40}\))$/i;

/** What a picture of a reply becomes: a part of the mail, by its content id, or its name in words. */
export type Picture = { contentId: string; name: string } | { contentId: null; name: string };

/**
 * HTML of a reply as it may leave the house: pictures are parts of the mail or their names, and nothing points into the app.
 * A picture that is not of this message is left out; its words stay.
 */
export function replyHtml(html: string, pictures: ReadonlyMap<string, Picture>, home: string): string {
  return sanitize(html, {
    allowedTags: tags,
    allowedAttributes: {
      "*": ["dir", "lang", "style"],
      a: ["href", "rel"],
      img: ["src", "alt", "width", "height", "style"],
      ol: ["start", "type"],
      td: ["colspan", "rowspan"],
      th: ["colspan", "rowspan"],
    },
    allowedStyles: {
      "*": {
        color: [colour],
        "background-color": [colour],
        "text-align": [/^(?:left|right|center|start|end)$/],
      },
      img: { "max-width": [/^100%$/], height: [/^auto$/] },
    },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesByTag: { img: ["http", "https", "cid"] },
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: link(attribs, home) }),
      img: (_, attribs) => picture(attribs, pictures, home),
    },
  });
}

function link({ href = "", ...rest }: sanitize.Attributes, home: string): sanitize.Attributes {
  const target = href.trim();
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(target) || isOurs(target, home)) return rest;
  return { ...rest, href: target, rel: "noopener noreferrer" };
}

/** An address of the API: it opens for nobody outside, and tells where the house stands. */
function isOurs(target: string, home: string): boolean {
  const url = URL.parse(target, home);
  return url !== null && url.origin === new URL(home).origin && /^\/+api(?:\/|$)/i.test(url.pathname);
}

function picture(
  { src = "", "data-file-id": named, ...rest }: sanitize.Attributes,
  pictures: ReadonlyMap<string, Picture>,
  home: string,
): sanitize.Tag {
  const source = src.trim();
  const file = named ?? /\/api\/files\/([0-9a-f-]{36})/i.exec(source)?.[1];
  const known = file && pictures.get(file.toLowerCase());
  if (known && known.contentId !== null)
    return {
      tagName: "img",
      attribs: { ...rest, src: `cid:${known.contentId}`, alt: rest["alt"] || known.name, style: fits },
    };
  if (!file && /^https?:\/\//i.test(source) && !isOurs(source, home))
    return { tagName: "img", attribs: { ...rest, src: source, style: fits } };
  const name = known ? known.name : "image";
  return { tagName: "span", attribs: {}, text: `[${rest["alt"] || name}]` };
}

const fits = "max-width:100%;height:auto";

/** The files that the pictures of a reply show, by id, in lower case. */
export function shownFiles(html: string): Set<string> {
  return new Set(
    [...html.matchAll(/<img\b[^>]*?(?:data-file-id=["']?|\/api\/files\/)([0-9a-f-]{36})/gi)].map(
      ([, id = ""]) => id.toLowerCase(),
    ),
  );
}
