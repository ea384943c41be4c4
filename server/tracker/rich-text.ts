import sanitize from "sanitize-html";

const tags =
  "a b blockquote br code del em h3 hr i li ol p pre s strong sub sup table tbody td tfoot th thead tr u ul".split(
    " ",
  );
// The page has headings of its own above these.
const headings = Object.fromEntries(["h1", "h2", "h3", "h4"].map((name) => [name, "h3"]));

/** What a colleague wrote, as the tracker shows it: its structure and its links, without colours and pictures. */
export function richText(html: string): string {
  return sanitize(html, {
    allowedTags: tags,
    allowedAttributes: {
      "*": ["dir", "lang"],
      a: ["href", "rel"],
      ol: ["start", "type"],
      td: ["colspan", "rowspan"],
      th: ["colspan", "rowspan"],
    },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    transformTags: {
      ...headings,
      a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: "noopener noreferrer nofollow" } }),
    },
  });
}
