import type { Editor } from "@tiptap/core";
import {
  type FocusEvent,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useColleagues } from "../../../people/people.ts";
import { asRich } from "../rich-text.ts";
import "./editor.css";
import { goOn, htmlOf, makeEditor, spaces } from "./make-editor.ts";
import type { Begun, RichTextProps } from "./parts.ts";
import { SuggestList } from "./SuggestList.tsx";
import { newOffers, type Offers } from "./suggesting.ts";
import { Toolbar } from "./Toolbar.tsx";

/** The editor: TipTap, its tools, and what it offers while one types. */
export function RichEditor({ ref, begun, ...props }: RichTextProps & { begun: Begun }) {
  const { value } = props;
  const host = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [offers] = useState(newOffers);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [linking, setLinking] = useState(false);
  const [touched, setTouched] = useState(begun.focused || value !== "");
  const emitted = useRef(value);
  const people = useNewest(useColleagues().agents);
  const now = useNewest(props);

  useLayoutEffect(() => {
    const made = makeEditor({
      host: host.current as HTMLElement,
      offers,
      now,
      emitted,
      colleagues: (typed) => called(people.current, typed),
      onLink: () => setLinking(true),
    });
    setEditor(made);
    goOn(made, begun);
    return () => made.destroy();
    // oxlint-disable-next-line react/exhaustive-deps -- an editor lives as long as its field: what changes reaches it by `now`
  }, []);

  // What came from elsewhere: it was sent, taken back, or written on another device.
  useEffect(() => {
    if (!editor || editor.isDestroyed || value === emitted.current) return;
    emitted.current = value;
    if (asRich(value) === htmlOf(editor)) return;
    editor.commands.setContent(asRich(value), { emitUpdate: false, parseOptions: spaces(value) });
  }, [editor, value]);

  useImperativeHandle(ref, () => ({
    focus: () => editor?.view.focus(),
    insert: (html) => {
      // As if pasted: a single paragraph goes into the line, and entities are what they stand for.
      editor?.view.focus();
      editor?.view.pasteHTML(asRich(html));
    },
  }));
  useSpokenOffer(editor, offers, listId);

  return (
    <div className="relative" onFocus={() => setTouched(true)}>
      <div
        ref={host}
        className="max-h-[40vh] overflow-y-auto"
        // What the editor has done with a key is done.
        onKeyDown={(event) => event.defaultPrevented && event.stopPropagation()}
        onBlur={(event: FocusEvent) => !event.relatedTarget && offers.set(null)}
      />
      <SuggestList offers={offers} id={listId} />
      {editor && touched && <Toolbar editor={editor} linking={linking} onLinking={setLinking} />}
    </div>
  );
}

function called(people: readonly { id: string; name: string; active: boolean }[], typed: string) {
  const start = typed.toLocaleLowerCase();
  return people
    .filter(({ active, name }) => active && name.toLocaleLowerCase().startsWith(start))
    .slice(0, 6)
    .map(({ id, name }) => ({ id, label: name }));
}

function useNewest<T>(value: T) {
  const newest = useRef(value);
  useLayoutEffect(() => {
    newest.current = value;
  });
  return newest;
}

/** Tells screen readers which list belongs to the field and what is chosen in it. */
function useSpokenOffer(editor: Editor | null, offers: Offers, listId: string): void {
  useEffect(() => {
    if (!editor) return;
    const { dom } = editor.view;
    const say = () => {
      const offer = offers.get();
      if (offer) {
        dom.setAttribute("aria-controls", listId);
        dom.setAttribute("aria-activedescendant", `${listId}-${offer.cursor}`);
        document.getElementById(`${listId}-${offer.cursor}`)?.scrollIntoView({ block: "nearest" });
      } else for (const name of ["aria-controls", "aria-activedescendant"]) dom.removeAttribute(name);
    };
    return offers.subscribe(say);
  }, [editor, offers, listId]);
}
