import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { nextIndex } from "../lib/list-keys.ts";
import { useOffered } from "../lib/use-offered.ts";
import { cx } from "./cx.ts";
import { control } from "./Field.tsx";

interface Props<T extends { id: string }> {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  items: readonly T[];
  /** The ids of those that are chosen already. */
  chosen?: readonly string[];
  /** Several may be chosen. */
  several?: boolean | undefined;
  onChoose: (one: T) => void;
  /** Said in place of the list; null while it is asked for. */
  empty: string | null;
  /** Said below the list: that there is more than it holds. */
  note?: string | undefined;
  children: (one: T, chosen: boolean) => ReactNode;
}

/**
 * A field and what it finds below it, of which only the rows near those in sight are in the page; the arrows move, Enter
 * chooses, and the field keeps the focus.
 */
export function FindList<T extends { id: string }>(props: Props<T>) {
  const { label, placeholder, text, onText, items, chosen = [], several, onChoose, empty, children } = props;
  const { note } = props;
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  const at = Math.min(cursor, Math.max(0, items.length - 1));
  const keyOf = (index: number) => items[index]?.id ?? String(index);
  const { rows, height, show } = useOffered({ box, count: items.length, keyOf, estimate: 36, at });
  const there = rows.some(({ index }) => index === at);

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.altKey) return;
    const one = items[at];
    if (event.key === "Enter" && one) {
      event.preventDefault();
      onChoose(one);
    }
    const next = steps(event.key, at, items.length);
    if (next === null) return;
    event.preventDefault();
    setCursor(next);
    show(next);
  }

  return (
    <div>
      <input
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={there ? `${listId}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        autoFocus
        value={text}
        placeholder={placeholder}
        onChange={(event) => {
          onText(event.target.value);
          setCursor(0);
          box.current?.scrollTo({ top: 0 });
        }}
        onKeyDown={onKeyDown}
        className={cx(control, "h-8")}
      />
      <div
        ref={box}
        id={listId}
        role="listbox"
        tabIndex={-1}
        aria-label={label}
        aria-multiselectable={several}
        // The field keeps the focus: a row that has it would take it along when it scrolls away.
        onMouseDown={(event) => event.preventDefault()}
        className={cx("max-h-64 overflow-y-auto", items.length > 0 && "mt-2")}
      >
        <div role="presentation" className="relative" style={{ height }}>
          {rows.map(({ index, key, props: place }) => {
            const one = items[index];
            if (!one) return null;
            return (
              <div
                key={key}
                {...place}
                id={`${listId}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={chosen.includes(one.id)}
                data-active={index === at || undefined}
                onClick={() => onChoose(one)}
                onMouseMove={() => setCursor(index)}
                onKeyDown={onKeyDown}
                className={cx(
                  "flex min-h-9 items-center gap-2.5 rounded-md px-2 py-1",
                  index === at && "bg-hover",
                )}
              >
                {children(one, chosen.includes(one.id))}
              </div>
            );
          })}
        </div>
      </div>
      {empty !== null && items.length === 0 && (
        <p role="status" className="px-2 py-2 text-soft">
          {empty}
        </p>
      )}
      {note && <p className="px-2 pt-2 text-xs text-soft">{note}</p>}
    </div>
  );
}

/** Where a key leads; the arrows go round, and letters are typed. */
function steps(key: string, at: number, count: number): number | null {
  if (count > 0 && key === "ArrowDown" && at === count - 1) return 0;
  if (count > 0 && key === "ArrowUp" && at === 0) return count - 1;
  return key.length === 1 ? null : nextIndex(key, at, count, 6);
}
