import { type Editor, Extension } from "@tiptap/core";
import { Image } from "@tiptap/extension-image";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { UploadedFile } from "../../../lib/upload.ts";
import type { Placing } from "./parts.ts";

const ours = /^(?:https?:\/\/[^/]+)?\/api\/files\/([0-9a-f-]{36})$/i;
const fileIdOf = (element: HTMLElement) =>
  ours.exec(element.getAttribute("src") ?? "")?.[1]?.toLowerCase() ?? null;

/** A picture in the text: always a file of the house, never an address elsewhere. */
export const Picture = Image.extend({
  addAttributes() {
    return {
      fileId: {
        default: null,
        parseHTML: fileIdOf,
        renderHTML: ({ fileId }) => ({ src: `/api/files/${fileId}`, "data-file-id": fileId }),
      },
      alt: { default: "" },
    };
  },
  parseHTML() {
    return [{ tag: "img[src]", getAttrs: (element) => (fileIdOf(element) ? null : false) }];
  },
  addInputRules: () => [],
}).configure({ inline: true });

const places = new PluginKey<DecorationSet>("places");

type Step = { add: { key: string; at: number; name: string } } | { remove: string };

/** Keeps the places of pictures on their way up while the text around them changes. */
export const PicturePlaces = Extension.create({
  name: "picturePlaces",
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key: places,
      state: {
        init: () => DecorationSet.empty,
        apply(transaction, before) {
          const set = before.map(transaction.mapping, transaction.doc);
          const step = transaction.getMeta(places) as Step | undefined;
          if (!step) return set;
          if ("remove" in step)
            return set.remove(set.find(undefined, undefined, (spec) => spec["key"] === step.remove));
          const { key, at, name } = step.add;
          return set.add(transaction.doc, [Decoration.widget(at, () => waiting(name), { key, side: -1 })]);
        },
      },
      props: { decorations: (state) => places.getState(state) },
    }),
  ],
});

function waiting(name: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "picture-on-its-way";
  element.textContent = name;
  return element;
}

/** Holds a place for a picture: at a position, or where the caret stands. */
export function placePicture(editor: Editor, name: string, at = editor.state.selection.to): Placing {
  const key = crypto.randomUUID();
  const change = (step: Step) => editor.view.dispatch(editor.state.tr.setMeta(places, step));
  const find = () =>
    places.getState(editor.state)?.find(undefined, undefined, (spec) => spec["key"] === key)[0]?.from;
  change({ add: { key, at, name } });

  return {
    placed({ id, name: alt }: UploadedFile) {
      const position = editor.isDestroyed ? undefined : find();
      if (position === undefined) return false;
      change({ remove: key });
      return editor.commands.insertContentAt(position, { type: "image", attrs: { fileId: id, alt } });
    },
    dropped() {
      if (!editor.isDestroyed) change({ remove: key });
    },
  };
}
