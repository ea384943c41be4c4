import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "../ui/cx.ts";
import { control } from "../ui/Field.tsx";

export interface Option {
  value: string;
  label: string;
  /** Said small beside it: the group it belongs to. */
  hint?: string;
}

interface Shared {
  label: string;
  options: readonly Option[];
  invalid?: boolean;
  describedBy?: string | undefined;
  autoFocus?: boolean;
  className?: string;
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
}

const same = (one: Option, other: Option) => one.value === other.value;
const known = (options: readonly Option[], value: string): Option =>
  options.find((option) => option.value === value) ?? { value, label: value };
const inside = "bg-transparent outline-none placeholder:text-faint";

/** One of many, found by a few letters. */
export function OptionPicker({ label, options, value, onChange, className, ...rest }: One) {
  const { t } = useTranslation();
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
    >
      <div className={cx("relative", className)}>
        <Base.Input
          aria-label={label}
          aria-invalid={rest.invalid || undefined}
          aria-describedby={rest.describedBy}
          autoFocus={rest.autoFocus}
          placeholder={t("conditions.choose")}
          onFocus={(event) => event.currentTarget.select()}
          className={cx(control, "h-8 truncate pe-7")}
        />
        <Base.Trigger
          aria-label={t("conditions.offer", { label })}
          tabIndex={-1}
          className="absolute end-1 top-1 rounded p-1 text-faint hover:text-ink"
        >
          <ChevronsUpDown className="size-4" aria-hidden="true" />
        </Base.Trigger>
      </div>
      <Offer />
    </Base.Root>
  );
}

/** Several of many as chips; Backspace takes the last one off. */
export function OptionsPicker({ label, options, value, onChange, free, className, ...rest }: Several) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
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
      onInputValueChange={(next) => setText(next)}
      isItemEqualToValue={same}
      autoHighlight
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
              aria-label={t("conditions.takeOff", { name: one.label })}
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
          placeholder={chosen.length === 0 ? t(free ? "conditions.write" : "conditions.choose") : undefined}
          className={cx(inside, "h-6 min-w-16 flex-1 px-1.5")}
        />
      </Base.Chips>
      <Offer anchor={box} />
    </Base.Root>
  );
}

function Offer({ anchor }: { anchor?: React.RefObject<HTMLDivElement | null> }): ReactNode {
  const { t } = useTranslation();
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} anchor={anchor} align="start" className="z-50">
        <Base.Popup className="enter max-h-[min(18rem,var(--available-height))] w-(--anchor-width) min-w-52 overflow-auto rounded-lg border border-line bg-surface p-1 shadow-float outline-none">
          <Base.Empty className="px-2 py-1.5 text-soft empty:hidden">{t("conditions.noneFound")}</Base.Empty>
          <Base.List>
            {(option: Option) => (
              <Base.Item
                key={option.value}
                value={option}
                className="flex min-h-7 items-center gap-2 rounded-md px-2 py-1 outline-none select-none data-[highlighted]:bg-hover"
              >
                <bdi className="min-w-0 flex-1 truncate">{option.label}</bdi>
                {option.hint && <span className="text-xs text-faint">{option.hint}</span>}
                <Base.ItemIndicator>
                  <Check className="size-3.5 text-coral-ink" aria-hidden="true" />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
