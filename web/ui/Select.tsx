import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { lazy, Suspense } from "react";
import { cx } from "./cx.ts";
import { control } from "./Field.tsx";

interface Props<T extends string> {
  value: T;
  onChange: (value: T) => void;
  items: readonly { value: T; label: string }[];
  /** Needed when it stands outside of a Field. */
  label?: string;
  name?: string;
  disabled?: boolean;
  className?: string;
}

// More than these are found by typing.
const few = 60;
const Many = lazy(async () => ({ default: (await import("./OptionPicker.tsx")).OptionPicker }));

/** One of a few; of many by a few letters. */
export function Select<T extends string>(props: Props<T>) {
  if (props.items.length <= few) return <OneOfFew {...props} />;
  const { items, value, onChange, name: _, ...rest } = props;
  return (
    <Suspense fallback={<div className={cx(control, "h-8", rest.className)} />}>
      <Many {...rest} options={items} value={value} onChange={(next) => onChange(next as T)} />
    </Suspense>
  );
}

function OneOfFew<T extends string>({ value, onChange, items, label, name, disabled, className }: Props<T>) {
  return (
    <Base.Root
      items={items}
      value={value}
      onValueChange={(next) => next !== null && onChange(next)}
      name={name}
      disabled={disabled}
    >
      <Base.Trigger
        aria-label={label}
        className={cx(control, "flex h-8 items-center justify-between gap-2 text-start", className)}
      >
        <Base.Value className="truncate" />
        <Base.Icon>
          <ChevronsUpDown className="size-3.5 text-faint" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className="enter max-h-80 min-w-(--anchor-width) overflow-auto rounded-lg border border-line bg-surface p-1 shadow-float outline-none">
            <Base.List>
              {items.map((item) => (
                <Base.Item
                  key={item.value}
                  value={item.value}
                  className="flex min-h-7 items-center gap-2 rounded-md px-2 py-1 outline-none select-none data-[highlighted]:bg-hover"
                >
                  <Base.ItemText className="flex-1">{item.label}</Base.ItemText>
                  <Base.ItemIndicator>
                    <Check className="size-3.5 text-coral-ink" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
