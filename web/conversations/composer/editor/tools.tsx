import type { Editor } from "@tiptap/core";
import {
  Bold,
  Code,
  Heading1,
  Heading2,
  Italic,
  List,
  ListOrdered,
  SquareCode,
  Strikethrough,
  TextQuote,
  Underline,
} from "lucide-react";

/** A button of the toolbar that turns something on and off where the caret stands. */
export interface Tool {
  name:
    | "bold"
    | "italic"
    | "underline"
    | "strike"
    | "heading"
    | "smallHeading"
    | "bulletList"
    | "orderedList"
    | "blockquote"
    | "code"
    | "codeBlock";
  keys?: string;
  icon: React.ReactNode;
  active(editor: Editor): boolean;
  press(editor: Editor): void;
}

const chain = (editor: Editor) => editor.chain().focus();
const mark = (
  name: "bold" | "italic" | "underline" | "strike" | "code",
  icon: React.ReactNode,
  keys: string,
): Tool => ({
  name,
  icon,
  keys,
  active: (editor) => editor.isActive(name),
  press: (editor) => chain(editor).toggleMark(name).run(),
});
const heading = (name: "heading" | "smallHeading", level: 2 | 3, icon: React.ReactNode): Tool => ({
  name,
  icon,
  keys: `mod+alt+${level}`,
  active: (editor) => editor.isActive("heading", { level }),
  press: (editor) => chain(editor).toggleHeading({ level }).run(),
});

export const tools: readonly Tool[] = [
  mark("bold", <Bold />, "mod+b"),
  mark("italic", <Italic />, "mod+i"),
  mark("underline", <Underline />, "mod+u"),
  mark("strike", <Strikethrough />, "mod+shift+s"),
  heading("heading", 2, <Heading1 />),
  heading("smallHeading", 3, <Heading2 />),
  {
    name: "bulletList",
    icon: <List />,
    keys: "mod+shift+8",
    active: (editor) => editor.isActive("bulletList"),
    press: (editor) => chain(editor).toggleBulletList().run(),
  },
  {
    name: "orderedList",
    icon: <ListOrdered />,
    keys: "mod+shift+7",
    active: (editor) => editor.isActive("orderedList"),
    press: (editor) => chain(editor).toggleOrderedList().run(),
  },
  {
    name: "blockquote",
    icon: <TextQuote />,
    keys: "mod+shift+b",
    active: (editor) => editor.isActive("blockquote"),
    press: (editor) => chain(editor).toggleBlockquote().run(),
  },
  mark("code", <Code />, "mod+e"),
  {
    name: "codeBlock",
    icon: <SquareCode />,
    keys: "mod+alt+c",
    active: (editor) => editor.isActive("codeBlock"),
    press: (editor) => chain(editor).toggleCodeBlock().run(),
  },
];
