import { type AnyExtension, Extension, InputRule, textblockTypeInputRule } from "@tiptap/core";
import { Mention } from "@tiptap/extension-mention";
import { TableKit } from "@tiptap/extension-table";
import { Placeholder } from "@tiptap/extensions";
import { StarterKit } from "@tiptap/starter-kit";
import type { MacroOffer } from "../macro-offer.ts";
import { allEmoji, findEmoji } from "./emoji.ts";
import { Picture, PicturePlaces } from "./picture.ts";
import { type Choice, type Offers, suggesting } from "./suggesting.ts";

const most = 8;

/** Everything the editor can: what Markdown people type, tables, pictures, emoji and, in notes, colleagues. */
export function extensionsFor(
  offers: Offers,
  placeholder: () => string,
  colleagues: ((typed: string) => readonly Choice[]) | null,
  macros: (() => MacroOffer | null) | null,
): AnyExtension[] {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3] },
      link: {
        openOnClick: false,
        defaultProtocol: "https",
        protocols: ["mailto", "tel"],
        HTMLAttributes: { target: null, rel: null },
      },
      trailingNode: { notAfter: ["paragraph", "heading", "bulletList", "orderedList", "blockquote"] },
    }),
    HeadingMarks,
    WrittenLinks,
    TableKit.configure({ table: { resizable: false } }),
    Picture,
    PicturePlaces,
    Placeholder.configure({ placeholder, showOnlyCurrent: false }),
    suggesting(offers, {
      kind: "emoji",
      char: ":",
      least: 2,
      find: async (query) =>
        findEmoji(await allEmoji(), query, most).map(({ sign, name }) => ({ id: sign, label: name, sign })),
      put: ({ id }) => id,
    }),
    ...(macros
      ? [
          suggesting(offers, {
            kind: "macro",
            char: "/",
            find: async (typed) => (await macros()?.find(typed)) ?? [],
            put: ({ id }, leave) => {
              leave();
              macros()?.take(id);
              return null;
            },
          }),
        ]
      : []),
    Called,
    ...(colleagues
      ? [
          suggesting(offers, {
            kind: "mention",
            char: "@",
            find: colleagues,
            put: ({ id, label }) => ({ type: "mention", attrs: { id, label } }),
          }),
        ]
      : []),
  ];
}

/** One # is the larger of our two headings, two the smaller: the page's own headings stand above them. */
const HeadingMarks = Extension.create({
  name: "headingMarks",
  priority: 1_000,
  addInputRules() {
    const type = this.editor.schema.nodes["heading"];
    if (!type) return [];
    return [2, 3].map((level) =>
      textblockTypeInputRule({
        find: new RegExp(`^#{${level - 1}}\\s$`),
        type,
        getAttributes: { level },
      }),
    );
  },
});

/** [words](https://address) becomes a link, as Markdown has it. */
const WrittenLinks = Extension.create({
  name: "writtenLinks",
  addInputRules() {
    const { schema } = this.editor;
    const link = schema.marks["link"];
    if (!link) return [];
    return [
      new InputRule({
        find: /(?<!!)\[([^[\]]+)\]\(((?:https?:\/\/|mailto:|tel:)[^\s()]+)\)$/,
        handler: ({ state, range, match }) => {
          const [, words = "", href] = match;
          state.tr
            .replaceWith(range.from, range.to, schema.text(words, [link.create({ href })]))
            .removeStoredMark(link);
        },
      }),
    ];
  },
});

/** Somebody who was called; in the HTML by their id, in its text by their name. */
const Called = Mention.extend({
  addAttributes: () => ({
    id: { default: "", parseHTML: (element: HTMLElement) => element.getAttribute("data-mention") },
    label: { default: "", parseHTML: (element: HTMLElement) => element.textContent?.replace(/^@/, "") },
  }),
  parseHTML: () => [{ tag: "span[data-mention]" }],
  // Ours offers the names.
  addProseMirrorPlugins: () => [],
}).configure({
  renderHTML: ({ node }) => ["span", { "data-mention": String(node.attrs["id"]) }, `@${node.attrs["label"]}`],
  renderText: ({ node }) => `@${node.attrs["label"]}`,
});
