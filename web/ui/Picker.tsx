import { Check, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import type { Color } from "../../shared/color.ts";
import { ColorDot } from "./ColorDot.tsx";
import { cx } from "./cx.ts";
import { FindList } from "./FindList.tsx";

export interface PickerItem {
  value: string;
  label: string;
  /** Small and quiet beside the label. */
  detail?: string | undefined;
  color?: Color | null | undefined;
  /** How deep it stands in a tree, the top being 0. */
  depth?: number;
  /** What else may be typed to find it. */
  search?: string;
}

export interface PickerProps {
  label: string;
  placeholder: string;
  items: readonly PickerItem[];
  chosen: readonly string[];
  onChoose: (value: string) => void;
  /** What takes the choice away again. */
  none?: { label: string; run: () => void } | undefined;
  /** Makes something new of what was typed. */
  add?: { label: (text: string) => string; run: (text: string) => void } | undefined;
  empty: string;
  /** Several may be chosen. */
  several?: boolean | undefined;
  /** Hears what is typed, where the items are only some of all. */
  onText?: ((text: string) => void) | undefined;
  /** Said below the list: that there is more than it holds. */
  note?: string | undefined;
}

type Line =
  | { id: string; kind: "item"; item: PickerItem }
  | { id: "add" | "none"; kind: "add" | "none"; label: string; run: () => void };

/** One or several of a list, found by typing. */
export function Picker(props: PickerProps) {
  const { label, placeholder, items, chosen, onChoose, none, add, empty, several, onText, note } = props;
  const [text, setText] = useState("");
  const typed = text.trim();
  const write = (next: string) => {
    setText(next);
    onText?.(next.trim());
  };
  const lines = useMemo<Line[]>(() => {
    const found = items.filter((item) => matches(`${item.label} ${item.search ?? ""}`, typed));
    return found.map((item) => ({ id: `item ${item.value}`, kind: "item", item }));
  }, [items, typed]);
  const known = items.some((one) => one.label.toLocaleLowerCase() === typed.toLocaleLowerCase());
  const more: Line[] = [];
  if (add && typed && !known) {
    const run = () => {
      add.run(typed);
      write("");
    };
    more.push({ id: "add", kind: "add", label: add.label(typed), run });
  }
  if (none && chosen.length > 0 && !typed)
    more.push({ id: "none", kind: "none", label: none.label, run: none.run });

  return (
    <FindList
      label={label}
      placeholder={placeholder}
      text={text}
      onText={write}
      items={more.length > 0 ? [...lines, ...more] : lines}
      chosen={chosen.map((value) => `item ${value}`)}
      several={several}
      onChoose={(line) => (line.kind === "item" ? onChoose(line.item.value) : line.run())}
      empty={empty}
      note={note}
    >
      {(line, isChosen) => <LineText line={line} isChosen={isChosen} isTree={typed === ""} />}
    </FindList>
  );
}

function LineText({ line, isChosen, isTree }: { line: Line; isChosen: boolean; isTree: boolean }) {
  if (line.kind !== "item")
    return (
      <>
        {line.kind === "add" && <Plus className="size-4 text-faint" aria-hidden="true" />}
        <span className={cx("min-w-0 truncate", line.kind === "none" && "text-soft")}>{line.label}</span>
      </>
    );
  const { color, depth = 0, label, detail } = line.item;
  return (
    <span
      className="flex min-w-0 flex-1 items-center gap-2"
      style={{ paddingInlineStart: isTree && depth > 0 ? `${depth * 14}px` : undefined }}
    >
      <ColorDot color={color} />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {detail && <span className="shrink-0 text-xs text-faint">{detail}</span>}
      <Check aria-hidden="true" className={cx("size-4 text-coral-ink", !isChosen && "invisible")} />
    </span>
  );
}

/** Every word that was typed stands somewhere in the text. */
function matches(text: string, typed: string): boolean {
  const known = text.toLocaleLowerCase();
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word));
}
