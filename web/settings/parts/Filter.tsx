import { cx } from "../../ui/cx.ts";

interface Props<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  items: readonly { value: T; label: string; count?: number | string | undefined }[];
}

/** Narrows a list to one kind; wraps where there is little room. */
export function Filter<T extends string>({ label, value, onChange, items }: Props<T>) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-1">
      {items.map((item) => (
        <button
          key={item.value}
          type="button"
          aria-pressed={item.value === value}
          onClick={() => onChange(item.value)}
          className={cx(
            "flex h-7 items-center gap-1.5 rounded-md px-2",
            item.value === value
              ? "bg-hover font-medium text-ink"
              : "text-soft hover:bg-hover hover:text-ink",
          )}
        >
          {item.label}
          {item.count !== undefined && <span className="text-xs text-faint">{item.count}</span>}
        </button>
      ))}
    </div>
  );
}
