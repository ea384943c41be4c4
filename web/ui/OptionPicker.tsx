import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { type ReactNode, type RefObject, useImperativeHandle, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useOffered } from "../lib/use-offered.ts";
import { cx } from "./cx.ts";
import { control } from "./Field.tsx";

export interface Option {
  value: string;
  label: string;
  /** Said small beside it: the group it belongs to. */
  hint?: string;
}

interface Shared {
  /** Needed when it stands outside of a Field. */
  label?: string | undefined;
  options: readonly Option[];
  invalid?: boolean;
  describedBy?: string | undefined;
  autoFocus?: boolean;
  disabled?: boolean | undefined;
  className?: string | undefined;
}
interface One extends Shared {
  value: string | undefined;
  onChange: (value: string) => void;
}
interface Several extends Shared {
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** Anything may be written, not only what is offered. */
  free?: boolean;
  /** Hears what is typed, where the options are only some of all. */
  onText?: ((text: string) => void) | undefined;
  /** Said below the list: that there is more than it holds. */
  note?: string | undefined;
}

const same = (one: Option, other: Option) => one.value === other.value;
const known = (options: readonly Option[], value: string): Option =>
  options.find((option) => option.value === value) ?? { value, label: value };
const inside = "bg-transparent outline-none placeholder:text-faint";

/** One of many, found by a few letters. */
export function OptionPicker({ label, options, value, onChange, className, ...rest }: One) {
  const { t } = useTranslation();
  const { show, moving } = useShow();
  const chosen = useMemo(
    () => (value === undefined || value === "" ? null : known(options, value)),
    [options, value],
  );
  return (
    <Base.Root
      items={options}
      value={chosen}
      onValueChange={(next: Option | null) => next && onChange(next.value)}
      isItemEqualToValue={same}
      autoHighlight
      {...moving}
    >
      <div className={cx("relative", className)}>
        <Base.Input
          aria-label={label}
          aria-invalid={rest.invalid || undefined}
          aria-describedby={rest.describedBy}
          autoFocus={rest.autoFocus}
          disabled={rest.disabled}
          placeholder={t("ui.pick.choose")}
          onFocus={(event) => event.currentTarget.select()}
          className={cx(control, "h-8 truncate pe-7")}
        />
        <Base.Trigger
          aria-label={label ? t("ui.pick.offer", { label }) : t("ui.pick.choose")}
          tabIndex={-1}
          className="absolute end-1 top-1 rounded p-1 text-faint hover:text-ink"
        >
          <ChevronsUpDown className="size-4" aria-hidden="true" />
        </Base.Trigger>
      </div>
      <Offer show={show} />
    </Base.Root>
  );
}

/** Several of many as chips; Backspace takes the last one off. */
export function OptionsPicker({
  label,
  options,
  value,
  onChange,
  free,
  className,
  onText,
  note,
  ...rest
}: Several) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const { show, moving } = useShow();
  const [text, setText] = useState("");
  const typed = text.trim();
  const items = useMemo(() => {
    const written = free && typed && !options.some((option) => option.value === typed);
    return written ? [...options, { value: typed, label: typed }] : options;
  }, [options, free, typed]);
  const chosen = useMemo(() => value.map((one) => known(options, one)), [options, value]);

  return (
    <Base.Root
      items={items}
      multiple
      value={chosen}
      onValueChange={(next: Option[]) => {
        onChange(next.map((one) => one.value));
        setText("");
      }}
      inputValue={text}
      onInputValueChange={(next) => {
        setText(next);
        onText?.(next.trim());
      }}
      isItemEqualToValue={same}
      autoHighlight
      {...moving}
    >
      <Base.Chips
        ref={box}
        className={cx(
          control,
          "flex min-h-8 flex-wrap items-center gap-1 !px-1 py-0.5 focus-within:border-soft",
          rest.invalid && "border-late",
          className,
        )}
      >
        {chosen.map((one) => (
          <Base.Chip
            key={one.value}
            className="inline-flex h-6 max-w-full items-center gap-1 rounded bg-hover ps-2 pe-1 text-sm outline-none data-[highlighted]:bg-coral-soft"
          >
            <bdi className="truncate">{one.label}</bdi>
            <Base.ChipRemove
              aria-label={t("ui.pick.takeOff", { name: one.label })}
              className="rounded text-faint hover:text-ink"
            >
              <X className="size-3.5" aria-hidden="true" />
            </Base.ChipRemove>
          </Base.Chip>
        ))}
        <Base.Input
          aria-label={label}
          aria-invalid={rest.invalid || undefined}
          aria-describedby={rest.describedBy}
          placeholder={chosen.length === 0 ? t(free ? "ui.pick.write" : "ui.pick.choose") : undefined}
          className={cx(inside, "h-6 min-w-16 flex-1 px-1.5")}
        />
      </Base.Chips>
      <Offer anchor={box} show={show} note={note} />
    </Base.Root>
  );
}

/** How the list is moved to what the keys stand on. */
type Show = (index: number) => void;

/** What is offered below a field: of many only the rows near those in sight are in the page. */
function Offer({
  anchor,
  show,
  note,
}: {
  anchor?: RefObject<HTMLDivElement | null>;
  show: RefObject<Show | null>;
  note?: string | undefined;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} anchor={anchor} align="start" className="z-50">
        <Base.Popup className="enter flex max-h-[min(18rem,var(--available-height))] w-(--anchor-width) min-w-52 flex-col rounded-lg border border-line bg-surface p-1 shadow-float outline-none">
          <Base.Empty className="px-2 py-1.5 text-soft empty:hidden">{t("ui.pick.noneFound")}</Base.Empty>
          <Rows handle={show} />
          {note && <p className="px-2 py-1.5 text-xs text-soft">{note}</p>}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

function Rows({ handle }: { handle: RefObject<Show | null> }) {
  const box = useRef<HTMLDivElement>(null);
  const options = Base.useFilteredItems<Option>();
  const keyOf = (index: number) => options[index]?.value ?? String(index);
  const { rows, height, show } = useOffered({ box, count: options.length, keyOf, estimate: 28 });
  useImperativeHandle(handle, () => show);
  return (
    <Base.List ref={box} className="min-h-0 overflow-y-auto outline-none">
      <div role="presentation" className="relative" style={{ height }}>
        {rows.map(({ index, key, props }) => {
          const option = options[index];
          if (!option) return null;
          return (
            <Base.Item
              key={key}
              {...props}
              index={index}
              value={option}
              className="flex min-h-7 items-center gap-2 rounded-md px-2 py-1 outline-none select-none data-[highlighted]:bg-hover"
            >
              <bdi className="min-w-0 flex-1 truncate">{option.label}</bdi>
              {option.hint && <span className="text-xs text-faint">{option.hint}</span>}
              <Base.ItemIndicator>
                <Check className="size-3.5 text-coral-ink" />
              </Base.ItemIndicator>
            </Base.Item>
          );
        })}
      </div>
    </Base.List>
  );
}

/** Base UI moves a list of its own; one that holds only some rows is moved here. */
function useShow() {
  const show = useRef<Show | null>(null);
  const onItemHighlighted = (_: unknown, { reason, index }: Base.Root.HighlightEventDetails) => {
    if (reason !== "pointer" && index >= 0) queueMicrotask(() => show.current?.(index));
  };
  return { show, moving: { virtualized: true, onItemHighlighted } };
}
