import { useEffect, useImperativeHandle, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Begun, RichTextHandle, RichTextProps } from "./editor/parts.ts";
import type { RichEditor } from "./editor/RichEditor.tsx";
import { asRich, plainOf, richOf } from "./rich-text.ts";

// The editor is heavy and comes with the first conversation, not with the first paint.
let loaded: typeof RichEditor | null = null;
const load = async () => {
  loaded ??= (await import("./editor/RichEditor.tsx")).RichEditor;
};

/** Where one writes: rich text, and until the editor is here a plain field that takes every key and hands them over. */
export function RichText({ ref, ...props }: RichTextProps) {
  const [begun, setBegun] = useState<Begun | null>(loaded && { focused: false, before: null });
  const box = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<RichTextHandle>(null);
  const newest = useRef(props);
  useEffect(() => {
    newest.current = props;
  });

  useEffect(() => {
    if (begun) return;
    let gone = false;
    const handOver = () => {
      const field = box.current;
      const focused = field !== null && document.activeElement === field;
      const before = focused ? field.value.slice(0, field.selectionStart) : null;
      // In one go, so that no key falls between the two.
      if (!gone) flushSync(() => setBegun({ focused, before }));
    };
    const whenLoaded = () => {
      // A word that is being composed is finished first.
      if (box.current?.dataset["composing"])
        box.current.addEventListener("compositionend", () => setTimeout(handOver), { once: true });
      else handOver();
    };
    // Without the editor the plain field goes on working.
    load().then(whenLoaded, () => {});
    return () => {
      gone = true;
    };
  }, [begun]);

  useImperativeHandle(ref, () => ({
    focus: () => (editor.current ?? box.current)?.focus(),
    insert: (html) => {
      if (editor.current) editor.current.insert(html);
      else newest.current.onChange(asRich(newest.current.value) + html);
    },
  }));

  const Editor = loaded;
  if (Editor && begun) return <Editor {...props} begun={begun} ref={editor} />;
  return <PlainField {...props} box={box} />;
}

interface Split {
  /** Rich text that a plain field cannot show; it stays as it is, above what is typed. */
  base: string;
  text: string;
}

function split(value: string): Split {
  const text = plainOf(value);
  const plain = richOf(text) === asRich(value).replaceAll(' dir="auto"', "").replaceAll("<p></p>", "");
  return plain ? { base: "", text } : { base: asRich(value), text: "" };
}

type FieldProps = Omit<RichTextProps, "ref"> & { box: React.RefObject<HTMLTextAreaElement | null> };

function PlainField({ box, label, placeholder, value, onChange, onSend, onFiles }: FieldProps) {
  const [{ base, text }, setSplit] = useState(() => split(value));
  const [emitted, setEmitted] = useState(value);
  if (value !== emitted) {
    setEmitted(value);
    setSplit(split(value));
  }

  return (
    <div className="flex flex-col">
      {base && <p className="py-1 text-base leading-6 whitespace-pre-wrap text-soft">{plainOf(base)}</p>}
      <textarea
        ref={box}
        aria-label={label}
        aria-keyshortcuts="Control+Enter"
        placeholder={placeholder}
        value={text}
        dir="auto"
        onChange={(event) => {
          const next = event.target.value;
          const html = base + richOf(next);
          setSplit({ base, text: next });
          setEmitted(html);
          onChange(html);
        }}
        onCompositionStart={(event) => {
          event.currentTarget.dataset["composing"] = "yes";
        }}
        onCompositionEnd={(event) => {
          delete event.currentTarget.dataset["composing"];
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSend();
          else if (event.key === "Escape") event.currentTarget.blur();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          if (files.length === 0) return;
          event.preventDefault();
          onFiles(files);
        }}
        className="field-sizing-content block max-h-[40vh] min-h-8 w-full resize-none bg-transparent py-1 text-base leading-6 outline-none placeholder:text-faint focus-visible:outline-none"
      />
    </div>
  );
}
