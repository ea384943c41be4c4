import { Command } from "cmdk";
import { Check, Plus } from "lucide-react";
import { useState } from "react";
import type { Color } from "../../shared/color.ts";
import { ColorDot } from "./ColorDot.tsx";
import { cx } from "./cx.ts";

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

interface Props {
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
}

const row = "flex min-h-8 items-center gap-2 rounded-md px-2 py-1 data-[selected=true]:bg-hover";

/** One or several of a list, found by typing. */
export function Picker({ label, placeholder, items, chosen, onChoose, none, add, empty }: Props) {
  const [text, setText] = useState("");
  const typed = text.trim();
  const known = items.some((one) => one.label.toLocaleLowerCase() === typed.toLocaleLowerCase());
  const offers = add !== undefined && typed !== "" && !known;

  return (
    <Command
      label={label}
      loop
      filter={(_, search, keywords = []) => (matches(keywords.join(" "), search) ? 1 : 0)}
    >
      <Command.Input
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder={placeholder}
        className="mb-1 h-8 w-full rounded-md border border-field bg-surface px-2.5 placeholder:text-faint"
      />
      <Command.List label={label} className="max-h-64 overflow-y-auto">
        {!offers && <Command.Empty className="px-2 py-3 text-soft">{empty}</Command.Empty>}
        {items.map((item) => (
          <Command.Item
            key={item.value}
            value={item.value}
            keywords={[item.label, item.search ?? ""]}
            onSelect={() => onChoose(item.value)}
            className={row}
            style={{ paddingInlineStart: typed ? undefined : `${8 + (item.depth ?? 0) * 14}px` }}
          >
            <ColorDot color={item.color} />
            <span className="min-w-0 flex-1 truncate">{item.label}</span>
            {item.detail && <span className="shrink-0 text-xs text-faint">{item.detail}</span>}
            <Check
              aria-hidden="true"
              className={cx("size-4 text-coral-ink", !chosen.includes(item.value) && "invisible")}
            />
          </Command.Item>
        ))}
        {add && offers && (
          // Always there: it is made of what was typed, not found by it.
          <Command.Item
            forceMount
            value="add"
            onSelect={() => {
              add.run(typed);
              setText("");
            }}
            className={row}
          >
            <Plus className="size-4 text-faint" aria-hidden="true" />
            {add.label(typed)}
          </Command.Item>
        )}
        {none && chosen.length > 0 && !typed && (
          <Command.Item
            value="none"
            keywords={[none.label]}
            onSelect={none.run}
            className={cx(row, "text-soft")}
          >
            {none.label}
          </Command.Item>
        )}
      </Command.List>
    </Command>
  );
}

/** Every word that was typed stands somewhere in the text. */
function matches(text: string, search: string): boolean {
  const known = text.toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word));
}
