import { Editor } from "@tiptap/core";
import type { RefObject } from "react";
import { asRich } from "../rich-text.ts";
import { extensionsFor } from "./extensions.ts";
import type { Begun, RichTextProps } from "./parts.ts";
import { hasWords, isPicture, pastedHtml, pastedText, picturesIn } from "./paste.ts";
import { placePicture } from "./picture.ts";
import type { Choice, Offers } from "./suggesting.ts";

interface Surroundings {
  host: HTMLElement;
  offers: Offers;
  /** The newest properties, whenever something happens. */
  now: RefObject<Omit<RichTextProps, "ref">>;
  /** HTML that came from the editor itself. */
  emitted: RefObject<string>;
  colleagues: (typed: string) => readonly Choice[];
  onLink: () => void;
}

/** An editor in its place: keys, paste and drop lead where the composer wants them. */
export function makeEditor({ host, offers, now, emitted, colleagues, onLink }: Surroundings): Editor {
  const { value, label, mentions, macros } = now.current;
  const editor: Editor = new Editor({
    element: host,
    extensions: extensionsFor(
      offers,
      () => now.current.placeholder,
      mentions ? colleagues : null,
      macros && (() => now.current.macros),
    ),
    content: asRich(value),
    parseOptions: spaces(value),
    textDirection: "auto",
    injectCSS: false,
    onUpdate: () => {
      emitted.current = htmlOf(editor);
      now.current.onChange(emitted.current);
    },
    editorProps: {
      attributes: {
        class: "rich-text",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        "aria-keyshortcuts": "Control+Enter",
      },
      clipboardTextParser: pastedText,
      transformPastedHTML: pastedHtml,
      handleKeyDown: (_, event) => onKey(event),
      handlePaste: (_, event) => take(event.clipboardData, event.clipboardData?.getData("text/html") ?? ""),
      handleDrop: (view, event, _slice, moved) => {
        if (
          moved ||
          !take(event.dataTransfer, "", view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos)
        )
          return false;
        event.preventDefault();
        event.stopPropagation();
        return true;
      },
    },
  });

  function onKey(event: KeyboardEvent): boolean {
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && mod) now.current.onSend();
    else if (event.key === "Escape" && !offers.get()) editor.view.dom.blur();
    // Without words to make a link of, the key opens the palette as everywhere.
    else if (event.key === "k" && mod && (!editor.state.selection.empty || editor.isActive("link"))) onLink();
    else return false;
    return true;
  }

  /** Pictures into the text, other files beside it; false when it is words. */
  function take(data: DataTransfer | null, html: string, at?: number): boolean {
    const files = [...(data?.files ?? [])];
    const words = html !== "" && hasWords(html);
    // Spreadsheets put a picture of the table beside it.
    const pictures = words ? picturesIn(html) : files.filter(isPicture);
    const others = words ? [] : files.filter((file) => !isPicture(file));
    if (pictures.length > 0) {
      const place = (file: File) => placePicture(editor, file.name, at);
      // After the words that came with them.
      if (words) setTimeout(() => now.current.onFiles(pictures, place));
      else now.current.onFiles(pictures, place);
    }
    if (others.length > 0) now.current.onFiles(others);
    return !words && files.length > 0;
  }

  keepCaret(editor);
  return editor;
}

/** Focus that others give, as a dialog does that closes, sets the caret to the start; on a busy machine the editor believes it. */
function keepCaret({ view }: Editor): void {
  const plain = view.dom.focus.bind(view.dom);
  let own = false;
  view.dom.focus = (options) => {
    if (own) return plain(options);
    own = true;
    try {
      view.focus();
    } finally {
      own = false;
    }
  };
}

/** What the editor holds; '' when that is nothing. */
export function htmlOf(editor: Editor): string {
  return editor.isEmpty ? "" : editor.getHTML();
}

/** Spaces count while somebody writes; between the blocks of markup that was laid out they do not. */
export const spaces = (value: string) => ({ preserveWhitespace: !/>\s*\n\s*</.test(value) });

/** Sets the caret where it stood in the plain field, and takes the focus from it. */
export function goOn(editor: Editor, { focused, before }: Begun): void {
  if (!focused) return;
  let left = before === null ? Number.POSITIVE_INFINITY : before.replace(/\n/g, "").length;
  const next = before?.endsWith("\n") ?? false;
  let at = editor.state.doc.content.size;
  editor.state.doc.descendants((node, position) => {
    if (!node.isText || left < 0) return left >= 0;
    const { length } = node.text ?? "";
    if (left < length || (left === length && !next)) {
      at = position + left;
      left = -1;
    } else left -= length;
    return false;
  });
  editor.commands.setTextSelection(at);
  editor.view.focus();
}
