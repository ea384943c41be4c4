import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { nextIndex } from "../lib/list-keys.ts";
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
  several?: boolean;
  onChoose: (one: T) => void;
  /** Said in place of the list; null while it is asked for. */
  empty: string | null;
  children: (one: T, chosen: boolean) => ReactNode;
}

/** A field and what it finds below it; the arrows move, Enter chooses, and the field keeps the focus. */
export function FindList<T extends { id: string }>(props: Props<T>) {
  const { label, placeholder, text, onText, items, chosen = [], several, onChoose, empty, children } = props;
  const listId = useId();
  const [cursor, setCursor] = useState(0);
  const at = Math.min(cursor, Math.max(0, items.length - 1));

  function onKeyDown(event: KeyboardEvent) {
    const one = items[at];
    if (event.key === "Enter" && one) {
      event.preventDefault();
      onChoose(one);
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setCursor(nextIndex(event.key, at, items.length, 5) ?? 0);
  }

  return (
    <div>
      <input
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={items[at] ? `${listId}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        autoFocus
        value={text}
        placeholder={placeholder}
        onChange={(event) => {
          onText(event.target.value);
          setCursor(0);
        }}
        onKeyDown={onKeyDown}
        className={cx(control, "h-8")}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        aria-multiselectable={several}
        className="mt-2 max-h-56 overflow-y-auto"
      >
        {items.map((one, index) => (
          <div
            key={one.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={chosen.includes(one.id)}
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
        ))}
      </div>
      {empty !== null && items.length === 0 && <p className="px-2 py-2 text-soft">{empty}</p>}
    </div>
  );
}
