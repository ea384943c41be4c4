import { DOMParser, type ResolvedPos, type Slice } from "@tiptap/pm/model";
import type { EditorView } from "@tiptap/pm/view";
import { richOf } from "../rich-text.ts";
import { wordLists } from "./word-lists.ts";

/** Plain text from the clipboard: an empty line parts paragraphs, a single line break stays one. */
export function pastedText(text: string, context: ResolvedPos, _plain: boolean, view: EditorView): Slice {
  const element = document.createElement("div");
  element.innerHTML = richOf(text);
  return DOMParser.fromSchema(view.state.schema).parseSlice(element, { preserveWhitespace: true, context });
}

/** HTML from the clipboard without what offices and web pages add: styles, comments, empty shells. */
export function pastedHtml(html: string): string {
  const { body } = new window.DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll(
    "script, style, meta, link, title, svg, iframe, object, template",
  ))
    element.remove();
  wordLists(body);
  // The shell that some editors put around everything is not bold.
  for (const bold of body.querySelectorAll<HTMLElement>("b, strong"))
    if (/^(?:normal|400)$/.test(bold.style.fontWeight)) bold.replaceWith(...bold.childNodes);
  for (const image of body.querySelectorAll("img")) {
    const alt = image.getAttribute("alt") ?? "";
    if (!/^(?:https?:\/\/[^/]+)?\/api\/files\//.test(image.getAttribute("src") ?? "")) image.replaceWith(alt);
  }
  return body.innerHTML;
}

/** The pictures that stand in HTML of the clipboard as data. */
export function picturesIn(html: string): File[] {
  const found = html.matchAll(
    /<img\b[^>]*?\ssrc="data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)"/gi,
  );
  return [...found].flatMap(([, type = "", data = ""], index) => {
    try {
      const bytes = Uint8Array.from(atob(data.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
      return [new File([bytes], `picture-${index + 1}.${type.split("/")[1]}`, { type })];
    } catch {
      return [];
    }
  });
}

/** True when what was copied is words or a table, even if a picture of it came along. */
export function hasWords(html: string): boolean {
  const { body } = new window.DOMParser().parseFromString(html, "text/html");
  return (body.textContent ?? "").trim() !== "";
}

/** What a browser shows as a picture. */
export const isPicture = ({ type }: Pick<File, "type">): boolean =>
  /^image\/(?:png|jpeg|gif|webp|avif)$/.test(type);
