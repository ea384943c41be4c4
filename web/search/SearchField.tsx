import { Search, X } from "lucide-react";
import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { cx } from "../ui/cx.ts";
import { type Suggestion, suggestionsFor, take } from "./suggest.ts";
import { useSearchValues } from "./use-values.ts";

export interface SearchFieldHandle {
  focus(): void;
  /** Writes at the caret, and leaves it behind. */
  write(insert: string): void;
}

interface Props {
  text: string;
  onText: (text: string) => void;
  /** Leaves the field for the first result. */
  onLeave: () => void;
  ref?: Ref<SearchFieldHandle>;
}

/** Where a search is typed; operators and what can stand behind them are offered below. */
export function SearchField({ text, onText, onLeave, ref }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLInputElement>(null);
  const list = useId();
  const values = useSearchValues();
  const [caret, setCaret] = useState(text.length);
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  const offered = suggestionsFor(text, caret, values);
  const shown = open && offered.items.length > 0;

  const put = (next: { text: string; caret: number }) => {
    // At once: whoever types on would have the next letters before the caret.
    flushSync(() => {
      onText(next.text);
      setCaret(next.caret);
      setActive(-1);
      setOpen(true);
    });
    box.current?.focus();
    box.current?.setSelectionRange(next.caret, next.caret);
  };
  const choose = (one: Suggestion) => put(take(text, offered, one));
  useImperativeHandle(ref, () => ({
    focus: () => box.current?.focus(),
    write: (insert) => {
      const space = text === "" || text.endsWith(" ") ? "" : " ";
      put({ text: text + space + insert, caret: text.length + space.length + insert.length });
    },
  }));

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const chosen = offered.items[active];
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (shown && steps) setActive((before) => wrap(before + steps, offered.items.length));
    else if (shown && chosen && (event.key === "Enter" || event.key === "Tab")) choose(chosen);
    else if (shown && event.key === "Escape") setOpen(false);
    else if (event.key === "Enter" || event.key === "ArrowDown") {
      setOpen(false);
      onLeave();
    } else if (event.key === "Escape" && text !== "") put({ text: "", caret: 0 });
    else return;
    event.preventDefault();
  }

  return (
    <div className="relative">
      <Search className="pointer-events-none absolute start-3 top-3 size-4 text-faint" aria-hidden="true" />
      <input
        ref={box}
        type="text"
        role="combobox"
        inputMode="search"
        dir="auto"
        // One comes here to type.
        // biome-ignore lint/a11y/noAutofocus: the field is what the screen is for
        autoFocus={text === ""}
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        aria-label={t("search.field")}
        aria-expanded={shown}
        aria-controls={shown ? list : undefined}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
        placeholder={t("search.hint")}
        value={text}
        onChange={(event) => {
          onText(event.target.value);
          setCaret(event.target.selectionStart ?? event.target.value.length);
          setActive(-1);
          setOpen(true);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? text.length)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        className="h-10 w-full rounded-lg border border-line bg-surface ps-10 pe-9 text-base placeholder:text-faint"
      />
      {text && (
        <button
          type="button"
          aria-label={t("search.clear")}
          onClick={() => put({ text: "", caret: 0 })}
          className="absolute end-3 top-3 rounded text-faint hover:text-ink"
        >
          <X className="size-4" />
        </button>
      )}
      {shown && (
        <div
          id={list}
          role="listbox"
          aria-label={t("search.suggestions")}
          className="enter absolute start-0 top-11 z-20 min-w-56 max-w-full rounded-lg border border-line bg-surface p-1 shadow-float"
        >
          {offered.items.map((one, index) => (
            <div
              key={one.insert}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              // Before the field loses the focus, and with it the list.
              onPointerDown={(event) => {
                event.preventDefault();
                choose(one);
              }}
              className={cx(
                "flex min-h-8 cursor-default items-center gap-3 rounded-md px-2 py-1",
                index === active ? "bg-hover" : "hover:bg-hover",
              )}
            >
              <bdi className="min-w-0 flex-1 truncate">{one.label}</bdi>
              {one.insert.trim() !== one.label && (
                <code dir="ltr" className="truncate text-xs text-soft">
                  {one.insert.trim()}
                </code>
              )}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

const wrap = (index: number, count: number) => (index < 0 ? count - 1 : index % count);
